/// Who acts and from where, as every audit body records it; nil is recorded as not known.
package struct ActorIdentity: Hashable, Sendable {
  /// What the MongoDB roles make of this person: `viewer`, `oncall`, `compliance`, `auditor`; nil for
  /// none of the console's roles.
  package var persona: String?
  /// The authenticated MongoDB user, `database.name`; nil without access control.
  package var mongoUser: String?
  /// The ACL user of the Redis connection.
  package var redisUser: String?
  package var osUser: String?
  package var uid: Int64?
  package var tty: String?
  /// Name of the machine the console runs on.
  package var host: String?
  /// `SSH_CLIENT`'s address, for a console that was reached over SSH.
  package var sshClient: String?
  /// `SUDO_USER`: who became the OS user.
  package var sudoUser: String?
  /// The process on its machine, so that others can tell whether it still runs (`ProcessMark`).
  package var process: String?
  /// Version of this console.
  package var clientVersion: String

  /// Makes an identity.
  package init(
    persona: String? = nil,
    mongoUser: String? = nil,
    redisUser: String? = nil,
    osUser: String? = nil,
    uid: Int64? = nil,
    tty: String? = nil,
    host: String? = nil,
    sshClient: String? = nil,
    sudoUser: String? = nil,
    process: String? = nil,
    clientVersion: String
  ) {
    self.persona = persona
    self.mongoUser = mongoUser
    self.redisUser = redisUser
    self.osUser = osUser
    self.uid = uid
    self.tty = tty
    self.host = host
    self.sshClient = sshClient
    self.sudoUser = sudoUser
    self.process = process
    self.clientVersion = clientVersion
  }

  /// The one name for this person: the most trustworthy that is known.
  package var id: String? { mongoUser ?? osUser ?? redisUser }

  /// The persona of these MongoDB roles (docs/security.md); several are joined by `+`.
  package static func persona(ofRoles roles: [String]) -> String? {
    let prefix = "ops"
    let personas = Set(roles).sorted().compactMap { role -> String? in
      let name = role.dropFirst(prefix.count)
      guard role.hasPrefix(prefix), let first = name.first, first.isUppercase else { return nil }
      return first.lowercased() + name.dropFirst()
    }
    return personas.isEmpty ? nil : personas.joined(separator: "+")
  }
}
