import ConsoleDomain
import ConsoleSettings
import Testing

@Suite("Where to connect")
struct ConnectionResolutionTests {
  @Test func usesTheBackendsOwnVariablesWhenNoContextIsNamed() async throws {
    let settings = try await SettingsFixture.load(environment: [
      "REDIS_URL": "redis://cache:6380/2", "MONGO_URI": "mongodb://db", "MONGO_DB": "app",
    ])
    #expect(settings.connection.redis.exposed == "redis://cache:6380/2")
    #expect(settings.connection.mongo.exposed == "mongodb://db")
    #expect(settings.connection.database == "app")
    #expect(settings.connection.context == nil)
    #expect(settings.connection.environment == .production)
  }

  @Test func letsFlagsWinOverVariables() async throws {
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(redis: "unix:///run/r.sock", database: "other"),
      environment: ["REDIS_URL": "redis://cache", "MONGO_DB": "app"]
    )
    #expect(settings.connection.redis.exposed == "unix:///run/r.sock")
    #expect(settings.connection.database == "other")
  }

  @Test func takesTheDatabaseFromTheAddressWhenItIsNotNamed() async throws {
    let settings = try await SettingsFixture.load(environment: [
      "MONGO_URI": "mongodb://u:p@a:1,b:2/shop?replicaSet=rs0"
    ])
    #expect(settings.connection.database == "shop")
  }

  @Test func takesTheHoursWithoutASweepFromTheVariable() async throws {
    let usual = try await SettingsFixture.load(environment: ["MONGO_DB": "app"])
    #expect(usual.connection.sweepPatience == .seconds(26 * 3600))
    let settings = try await SettingsFixture.load(environment: [
      "MONGO_DB": "app", "HOLDFAST_SWEEP_HOURS": "7",
    ])
    #expect(settings.connection.sweepPatience == .seconds(7 * 3600))
    let faults = await SettingsFixture.faults(
      environment: ["MONGO_DB": "app", "HOLDFAST_SWEEP_HOURS": "-1"]
    )
    #expect(faults.map(\.place) == ["HOLDFAST_SWEEP_HOURS"])
  }

  @Test func namesTheMissingDatabase() async throws {
    let faults = await SettingsFixture.faults()
    #expect(faults.map(\.place) == ["MONGO_DB"])
  }

  @Test func takesAContextFromTheFileAlone() async throws {
    let file = """
      contexts:
        prod:
          redis: $PROD_REDIS
          mongo: mongodb://db.prod
          database: app
          environment: production
          read_only: true
          ticket_pattern: "[A-Z]+-[0-9]+"
          approval_hours: 48
          strips_take_two: false
          sweep_hours: 50
      """
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(context: "prod"),
      file: file,
      environment: ["PROD_REDIS": "redis://:hunter2@cache.prod"]
    )
    #expect(settings.connection.redis.exposed == "redis://:hunter2@cache.prod")
    #expect(settings.connection.isReadOnly)
    #expect(settings.connection.ticketPattern == "[A-Z]+-[0-9]+")
    #expect(settings.connection.approvalLifetime == .seconds(48 * 3_600))
    #expect(!settings.connection.stripsTakeTwo)
    #expect(settings.connection.sweepPatience == .seconds(50 * 3600))
    #expect(settings.contextNames == ["prod"])
  }

  @Test func letsNoStripGoWithoutASecondPersonUnlessToldSo() async throws {
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(context: "prod"),
      file: SettingsFixture.production
    )
    #expect(settings.connection.stripsTakeTwo)
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(context: "prod"),
      file: SettingsFixture.production + "\n    strips_take_two: never\n"
    )
    #expect(faults.map(\.what) == ["`never` is neither true nor false"])
  }

  @Test(arguments: ["REDIS_URL", "MONGO_URI", "MONGO_DB"])
  func refusesAContextThatAVariableContradicts(variable: String) async throws {
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(context: "prod"),
      file: SettingsFixture.production,
      environment: [variable: "elsewhere"]
    )
    let fault = try #require(faults.first)
    #expect(fault.place == variable)
    #expect(fault.what.contains("`prod`"))
  }

  @Test func acceptsAVariableThatSaysTheSameAsTheContext() async throws {
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(context: "prod"),
      file: SettingsFixture.production,
      environment: ["REDIS_URL": "redis://cache.prod"]
    )
    #expect(settings.connection.redis.exposed == "redis://cache.prod")
  }

  @Test func namesTheKnownContextsWhenOneIsUnknown() async throws {
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(context: "pord"),
      file: SettingsFixture.production
    )
    #expect(faults.first?.remedy == "known are: prod")
  }

  @Test func refusesAPasswordInAFlag() async throws {
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(redis: "redis://u:hunter2@cache", database: "app")
    )
    let fault = try #require(faults.first)
    #expect(fault.place == "--redis")
    #expect(!fault.description.contains("hunter2"))
  }

  @Test func refusesAPasswordInTheFile() async throws {
    let file = SettingsFixture.production.replacing(
      "redis://cache.prod",
      with: "redis://:hunter2@cache.prod"
    )
    let faults = await SettingsFixture.faults(flags: SettingsFlags(context: "prod"), file: file)
    #expect(faults.contains { $0.what.contains("password") })
    #expect(!faults.description.contains("hunter2"))
  }

  @Test func keepsSecretsOutOfDescriptions() async throws {
    let settings = try await SettingsFixture.load(environment: [
      "REDIS_URL": "redis://:hunter2@cache", "MONGO_DB": "app",
    ])
    #expect(!String(describing: settings).contains("hunter2"))
    #expect(!String(reflecting: settings).contains("hunter2"))
    var dumped = ""
    dump(settings, to: &dumped)
    #expect(!dumped.contains("hunter2"))
  }
}
