import ConsoleDomain

extension Profile.Sessions {
  /// The sessions of the built-in profile `nest`.
  static let nest = Profile.Sessions(
    prefixes: ["sess:"],
    userIndexPrefix: "user:sessions:",
    userPaths: ["user.id", "user._id", "user.userId", "user", "passport.user", "userId"],
    organizationPath: "user.orgId",
    rolePath: "user.role",
    ipPath: "meta.ip",
    agentPath: "meta.userAgent",
    createdAtPath: "meta.createdAt",
    lastSeenPath: "meta.lastSeen"
  )
}
