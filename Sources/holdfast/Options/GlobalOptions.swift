import ArgumentParser
import ConsoleSettings

/// The flags that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: "Name of a context in the settings file; its addresses come from there alone.")
  var context: String?

  @Option(help: "Address of Redis (redis://, unix://) without a password. Default: $REDIS_URL.")
  var redis: String?

  @Option(help: "Address of MongoDB without a password. Default: $MONGO_URI.")
  var mongo: String?

  @Option(help: "The backend's database. Default: $MONGO_DB.")
  var database: String?

  @Option(help: "Database of the console's own collections. Default: holdfast.")
  var consoleDatabase: String?

  @Option(help: "Name or path of the profile that says where things are. Default: nest.")
  var profile: String?

  @Option(help: "Path of the settings file.")
  var config: String?

  @Flag(help: "Never change anything.")
  var readOnly = false

  @Flag(help: "Write more to the log.")
  var verbose = false

  /// What was given, for the settings.
  var flags: SettingsFlags {
    SettingsFlags(
      context: context,
      redis: redis,
      mongo: mongo,
      database: database,
      consoleDatabase: consoleDatabase,
      profile: profile,
      config: config,
      isReadOnly: readOnly,
      isVerbose: verbose
    )
  }
}

/// The flags of commands that open the screen.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Name of a theme.")
  var theme: String?

  @Option(help: "auto, always or never.")
  var color: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(help: "An access log to follow for refusals; may be repeated.")
  var accessLog: [String] = []

  @Option(help: "A page of Prometheus metrics, or $VAR or @file of its address; may be repeated.")
  var metrics: [String] = []

  /// The global flags together with these.
  func flags(_ global: GlobalOptions) -> SettingsFlags {
    var flags = global.flags
    flags.theme = theme
    flags.color = color
    flags.isASCII = ascii
    flags.accessLogs = accessLog
    flags.metrics = metrics
    return flags
  }
}

/// The flag of commands that print records.
struct OutputOptions: ParsableArguments {
  @Option(help: "text, json (an array) or ndjson (one record a line).")
  var format: OutputFormat = .text
}

/// How records are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case ndjson
}
