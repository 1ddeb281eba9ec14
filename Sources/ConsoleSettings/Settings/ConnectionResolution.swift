import ConsoleDomain

/// Decides where to connect: by a named context alone, or by flags, environment and defaults.
struct ConnectionResolution {
  /// What a backend uses when nothing is set (backend-data.md 0.3).
  static let defaults = (redis: "redis://localhost:6379", mongo: "mongodb://localhost")
  static let consoleDatabase = "holdfast"

  let flags: SettingsFlags
  let environment: [String: String]
  let file: SettingsFile
  let paths: Paths

  /// The connection and the profile's name; what is wrong goes to `faults`.
  func resolve(faults: inout [SettingsFault]) -> (Settings.Connection, profile: String)? {
    checkFlags(&faults)
    let name = flags.context ?? nonEmpty("HOLDFAST_CONTEXT")
    return name.map { named($0, &faults) } ?? unnamed(&faults)
  }

  private func checkFlags(_ faults: inout [SettingsFault]) {
    for (flag, value, variable) in [
      ("--redis", flags.redis, "REDIS_URL"), ("--mongo", flags.mongo, "MONGO_URI"),
    ] where value.map(AddressText.holdsPassword) == true {
      faults.append(
        SettingsFault(
          place: flag,
          what: "holds a password, which other users could read in the process list",
          remedy: "put the address in \(variable) instead"
        )
      )
    }
  }

  private func named(
    _ name: String,
    _ faults: inout [SettingsFault]
  ) -> (Settings.Connection, profile: String)? {
    guard let context = file[name] else {
      let known = file.contexts.map(\.name)
      faults.append(
        SettingsFault(
          place: flags.context == nil ? "HOLDFAST_CONTEXT" : "--context",
          what: "no context `\(name)` in \(paths.settingsFile)",
          remedy: known.isEmpty
            ? "add it under `contexts:`" : "known are: \(known.joined(separator: ", "))"
        )
      )
      return nil
    }
    let redis = address("redis", context.redis, of: context, &faults)
    let mongo = address("mongo", context.mongo, of: context, &faults)
    let database = required("database", context.database, of: context, &faults)
    for (source, value, inFile) in [
      ("REDIS_URL", nonEmpty("REDIS_URL"), redis), ("--redis", flags.redis, redis),
      ("MONGO_URI", nonEmpty("MONGO_URI"), mongo), ("--mongo", flags.mongo, mongo),
      ("MONGO_DB", nonEmpty("MONGO_DB"), database), ("--database", flags.database, database),
    ] {
      guard let value, let inFile, value != inFile else { continue }
      faults.append(
        SettingsFault(
          place: source,
          what: "names another server than context `\(name)` (\(context.place))",
          remedy: "unset \(source), or leave the context out"
        )
      )
    }
    guard let redis, let mongo, let database else { return nil }
    return (
      Settings.Connection(
        context: name,
        environment: context.environment ?? .production,
        redis: Secret(redis),
        mongo: Secret(mongo),
        database: database,
        consoleDatabase: flags.consoleDatabase ?? context.consoleDatabase ?? Self.consoleDatabase,
        isReadOnly: flags.isReadOnly || context.isReadOnly ?? false,
        ticketPattern: context.ticketPattern,
        approvalLifetime: context.approvalLifetime ?? ApprovalRules.usual,
        stripsTakeTwo: context.stripsTakeTwo ?? true,
        sweepPatience: Self.patience(context.sweepHours),
        checkpoints: (context.checkpoints ?? CheckpointEntries())
          .adding(flags.checkpoints)
          .resolve(environment: environment, faults: &faults),
        refusals: (context.refusals ?? RefusalEntries())
          .resolve(flags, environment: environment, faults: &faults)
      ),
      profile: flags.profile ?? context.profile ?? "nest"
    )
  }

  private func unnamed(
    _ faults: inout [SettingsFault]
  ) -> (Settings.Connection, profile: String)? {
    let database =
      flags.database ?? nonEmpty("MONGO_DB")
      ?? AddressText.database(in: flags.mongo ?? nonEmpty("MONGO_URI") ?? "")
    guard let database else {
      faults.append(
        SettingsFault(
          place: "MONGO_DB",
          what: "the backend's database is not named",
          remedy: "set MONGO_DB, give --database, or name a context"
        )
      )
      return nil
    }
    return (
      Settings.Connection(
        context: nil,
        environment: .production,
        redis: Secret(flags.redis ?? nonEmpty("REDIS_URL") ?? Self.defaults.redis),
        mongo: Secret(flags.mongo ?? nonEmpty("MONGO_URI") ?? Self.defaults.mongo),
        database: database,
        consoleDatabase: flags.consoleDatabase ?? nonEmpty("HOLDFAST_CONSOLE_DATABASE")
          ?? Self.consoleDatabase,
        isReadOnly: flags.isReadOnly,
        ticketPattern: nonEmpty("HOLDFAST_TICKET_PATTERN"),
        sweepPatience: Self.patience(
          Int(
            positive: nonEmpty("HOLDFAST_SWEEP_HOURS"),
            place: "HOLDFAST_SWEEP_HOURS",
            faults: &faults
          )
        ),
        checkpoints: CheckpointEntries(environment: environment, faults: &faults)
          .adding(flags.checkpoints)
          .resolve(environment: environment, faults: &faults),
        refusals: RefusalEntries(environment: environment)
          .resolve(flags, environment: environment, faults: &faults)
      ),
      profile: flags.profile ?? nonEmpty("HOLDFAST_PROFILE") ?? "nest"
    )
  }

  private func address(
    _ key: String,
    _ text: String?,
    of context: SettingsFile.Context,
    _ faults: inout [SettingsFault]
  ) -> String? {
    guard let text = required(key, text, of: context, &faults) else { return nil }
    do {
      return try SecretReference.resolve(
        text,
        place: "\(context.place).\(key)",
        environment: environment
      )
    } catch {
      faults.append(error)
      return nil
    }
  }

  private func required(
    _ key: String,
    _ text: String?,
    of context: SettingsFile.Context,
    _ faults: inout [SettingsFault]
  ) -> String? {
    guard text == nil else { return text }
    faults.append(
      SettingsFault(
        place: context.place,
        what: "`\(key)` is missing",
        remedy: "a named context takes its addresses from the file alone: add `\(key):` there"
      )
    )
    return nil
  }

  private static func patience(_ hours: Int?) -> Duration {
    hours.map { .seconds($0 * 3600) } ?? SweepStanding.usualPatience
  }

  private func nonEmpty(_ variable: String) -> String? {
    environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}
