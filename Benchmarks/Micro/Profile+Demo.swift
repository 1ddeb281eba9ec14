import ConsoleDomain

extension Profile.Sessions {
  /// The sessions of the demo's backend.
  static let demo = Profile.Sessions(
    prefixes: ["sess:"],
    userIndexPrefix: "user:sessions:",
    userPaths: ["user.id"],
    organizationPath: "user.orgId",
    rolePath: "user.role",
    ipPath: "meta.ip",
    agentPath: "meta.userAgent",
    createdAtPath: "meta.createdAt",
    lastSeenPath: "meta.lastSeen"
  )
}

extension Profile.Collections {
  /// The collections of the demo's backend.
  static let demo = Profile.Collections(
    users: "users",
    maskedUsers: nil,
    organizations: "organizations",
    events: "eventlogs"
  )
}
