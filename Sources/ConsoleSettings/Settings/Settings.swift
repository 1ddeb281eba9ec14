package import ConsoleDomain
package import ConsoleScreen

/// Everything the program needs to know before it connects, checked.
package struct Settings: Sendable {
  package var connection: Connection
  package var profile: Profile
  package var theme: Theme
  /// The built-in and the users' own themes, by name.
  package var themes: [String: Theme]
  package var color: ColorMode
  package var isASCII: Bool
  package var isVerbose: Bool
  /// Names of the contexts in the settings file, in its order.
  package var contextNames: [String]
  package var paths: Paths

  /// When to use colour.
  package enum ColorMode: String, Hashable, Sendable, CaseIterable {
    case auto
    case always
    case never
  }

  /// Where to connect and under which rules.
  package struct Connection: Sendable {
    /// nil: no context was named, so the servers' own addresses are shown and it counts as production.
    package var context: String?
    package var environment: EnvironmentKind
    /// May hold a password: never to a log, an error or a title.
    package var redis: Secret
    /// May hold a password: never to a log, an error or a title.
    package var mongo: Secret
    package var database: String
    package var consoleDatabase: String
    package var isReadOnly: Bool
    /// A regular expression that a ticket must match as a whole; nil accepts any.
    package var ticketPattern: String?
    /// How long a second person's agreement may take and be used.
    package var approvalLifetime: Duration
    /// Whether a strip waits for a second person.
    package var stripsTakeTwo: Bool
    /// How long `holdfast sweep` may be absent before the console says so.
    package var sweepPatience: Duration
    /// How this context's chain is signed and compared.
    package var checkpoints: CheckpointSettings
    /// Where refusals are written down.
    package var refusals: RefusalSettings

    /// Makes a connection from resolved values.
    package init(
      context: String?,
      environment: EnvironmentKind,
      redis: Secret,
      mongo: Secret,
      database: String,
      consoleDatabase: String,
      isReadOnly: Bool,
      ticketPattern: String?,
      approvalLifetime: Duration = ApprovalRules.usual,
      stripsTakeTwo: Bool = true,
      sweepPatience: Duration = SweepStanding.usualPatience,
      checkpoints: CheckpointSettings = CheckpointSettings(),
      refusals: RefusalSettings = RefusalSettings()
    ) {
      self.context = context
      self.environment = environment
      self.redis = redis
      self.mongo = mongo
      self.database = database
      self.consoleDatabase = consoleDatabase
      self.isReadOnly = isReadOnly
      self.ticketPattern = ticketPattern
      self.approvalLifetime = approvalLifetime
      self.stripsTakeTwo = stripsTakeTwo
      self.sweepPatience = sweepPatience
      self.checkpoints = checkpoints
      self.refusals = refusals
    }
  }

  /// Makes settings from resolved parts.
  package init(
    connection: Connection,
    profile: Profile,
    theme: Theme,
    themes: [String: Theme],
    color: ColorMode,
    isASCII: Bool,
    isVerbose: Bool,
    contextNames: [String],
    paths: Paths
  ) {
    self.connection = connection
    self.profile = profile
    self.theme = theme
    self.themes = themes
    self.color = color
    self.isASCII = isASCII
    self.isVerbose = isVerbose
    self.contextNames = contextNames
    self.paths = paths
  }
}
