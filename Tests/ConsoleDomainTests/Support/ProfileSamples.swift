import ConsoleDomain

extension Profile.Sessions {
  /// Of a backend whose sessions a test is not about.
  static let none = Profile.Sessions(
    prefixes: [],
    userIndexPrefix: nil,
    userPaths: [],
    organizationPath: nil,
    rolePath: nil,
    ipPath: nil,
    agentPath: nil,
    createdAtPath: nil,
    lastSeenPath: nil
  )
}
