import ConsoleScreen
import ConsoleSettings
import ConsoleSystem
import Testing

@Suite("The settings file")
struct SettingsFileTests {
  private let environment = ["MONGO_DB": "app"]

  @Test func reportsEveryFaultAtOnceWithItsLine() async throws {
    let file = """
      theem: light
      contexts:
        prod:
          redis: redis://cache
          mongo: mongodb://db
          database: app
          environment: prodution
          read_only: perhaps
          colour: red
      """
    let faults = await SettingsFixture.faults(file: file, environment: environment)
    #expect(faults.count == 4)
    #expect(faults.contains { $0.place.hasSuffix("config.yaml:1: theem") })
    #expect(faults.contains { $0.place.hasSuffix("config.yaml:7: contexts.prod.environment") })
    #expect(faults.contains { $0.what == "`perhaps` is neither true nor false" })
    #expect(faults.contains { $0.what == "unknown entry `colour`" })
  }

  @Test func saysTheLineOfASyntaxErrorWithoutQuotingIt() async throws {
    let faults = await SettingsFixture.faults(
      file: "contexts:\n  prod: [hunter2\n",
      environment: environment
    )
    let fault = try #require(faults.first)
    #expect(fault.what.contains("line"))
    #expect(!fault.description.contains("hunter2"))
  }

  @Test func looksUpOptionsInFlagsThenVariablesThenTheFile() async throws {
    let file = "theme: mono\ncolor: never\nascii: true\n"
    let fromFile = try await SettingsFixture.load(file: file, environment: environment)
    #expect(fromFile.theme.name == "mono")
    #expect(fromFile.color == .never)
    #expect(fromFile.isASCII)
    let variables = environment.merging(["HOLDFAST_THEME": "light"]) { $1 }
    let fromVariable = try await SettingsFixture.load(file: file, environment: variables)
    #expect(fromVariable.theme.name == "light")
    let fromFlag = try await SettingsFixture.load(
      flags: SettingsFlags(theme: "deutan"),
      file: file,
      environment: variables
    )
    #expect(fromFlag.theme.name == "deutan")
  }

  @Test func refusesASecretFileThatOthersCanRead() async throws {
    let folder = try Folder.temporary(prefix: "holdfast-secret")
    defer { try? folder.removeRecursively() }
    let secret = "\(folder.path)/redis"
    try File(secret).replace(with: Array("redis://:hunter2@cache\n".utf8))
    let file = SettingsFixture.production.replacing("redis://cache.prod", with: "\"@\(secret)\"")
    let flags = SettingsFlags(context: "prod")
    let settings = try await SettingsFixture.load(flags: flags, file: file)
    #expect(settings.connection.redis.exposed == "redis://:hunter2@cache")
    #expect(SettingsFixture.makeReadableByAll(secret))
    let faults = await SettingsFixture.faults(flags: flags, file: file)
    #expect(faults.contains { $0.remedy == "run: chmod 600 \(secret)" })
  }

  @Test func namesTheKnownThemes() async throws {
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(theme: "neon"),
      environment: environment
    )
    #expect(faults.first?.remedy == "known are: default, deutan, light, mono")
  }
}
