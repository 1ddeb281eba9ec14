package import ConsoleDomain
import ConsoleJSON

/// Which path of an extraction is which field of a session, compiled once from a profile.
package struct SessionFieldMap: Sendable {
  let paths: JSONPaths
  let cookie: Int
  let koaExpiry: Int
  let koaAge: Int
  let fastifyCookie: Int
  /// Candidates in the order of the profile: the value itself, then what an object may keep it under.
  let users: [Int]
  let organization: Int?
  let role: Int?
  let ip: Int?
  let agent: Int?
  let createdAt: Int?
  let lastSeen: Int?

  /// Compiles the paths of a profile's sessions.
  package init(_ profile: Profile.Sessions) {
    var list = PathList()
    cookie = list.index(of: "cookie")
    koaExpiry = list.index(of: "_expire")
    koaAge = list.index(of: "_maxAge")
    fastifyCookie = list.index(of: "encryptedSessionId")
    users = profile.userPaths.flatMap { path in
      ["", ".id", "._id", ".$oid", "._id.$oid"].map { list.index(of: path + $0) }
    }
    organization = profile.organizationPath.map { list.index(of: $0) }
    role = profile.rolePath.map { list.index(of: $0) }
    ip = profile.ipPath.map { list.index(of: $0) }
    agent = profile.agentPath.map { list.index(of: $0) }
    createdAt = profile.createdAtPath.map { list.index(of: $0) }
    lastSeen = profile.lastSeenPath.map { list.index(of: $0) }
    paths = JSONPaths(list.paths)
  }

  /// Gives each path one index, however often it is asked for.
  private struct PathList {
    var paths: [String] = []

    mutating func index(of path: String) -> Int {
      if let known = paths.firstIndex(of: path) { return known }
      paths.append(path)
      return paths.count - 1
    }
  }
}
