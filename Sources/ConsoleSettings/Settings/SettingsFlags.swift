/// What the command line gave; nil where a flag was left out.
package struct SettingsFlags: Hashable, Sendable {
  package var context: String?
  package var redis: String?
  package var mongo: String?
  package var database: String?
  package var consoleDatabase: String?
  package var profile: String?
  /// Path of the settings file.
  package var config: String?
  package var isReadOnly: Bool
  package var theme: String?
  /// `auto`, `always` or `never`.
  package var color: String?
  package var isASCII: Bool
  package var isVerbose: Bool
  /// Places for checkpoints beside those of the settings.
  package var checkpoints = CheckpointFlags()
  /// Access logs beside those of the settings.
  package var accessLogs: [String] = []
  /// Pages of metrics beside those of the settings; `$VAR` or `@file` where one holds a token.
  package var metrics: [String] = []

  /// Makes the flags of a command line; without arguments nothing was given.
  package init(
    context: String? = nil,
    redis: String? = nil,
    mongo: String? = nil,
    database: String? = nil,
    consoleDatabase: String? = nil,
    profile: String? = nil,
    config: String? = nil,
    isReadOnly: Bool = false,
    theme: String? = nil,
    color: String? = nil,
    isASCII: Bool = false,
    isVerbose: Bool = false
  ) {
    self.context = context
    self.redis = redis
    self.mongo = mongo
    self.database = database
    self.consoleDatabase = consoleDatabase
    self.profile = profile
    self.config = config
    self.isReadOnly = isReadOnly
    self.theme = theme
    self.color = color
    self.isASCII = isASCII
    self.isVerbose = isVerbose
  }
}

/// What the command line adds to the places that take copies of checkpoints.
package struct CheckpointFlags: Hashable, Sendable {
  package var files: [String]
  package var usesSyslog: Bool
  /// `$VAR` or `@file`; the address itself must not stand in a flag.
  package var webhook: String?

  /// Makes the flags; without arguments nothing is added.
  package init(
    files: [String] = [],
    usesSyslog: Bool = false,
    webhook: String? = nil
  ) {
    self.files = files
    self.usesSyslog = usesSyslog
    self.webhook = webhook
  }
}
