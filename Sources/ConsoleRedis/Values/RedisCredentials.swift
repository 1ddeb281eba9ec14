/// A user and a password that no description, dump or reflection shows.
package struct RedisCredentials: Hashable, Sendable {
  /// nil for the server's default user.
  package let user: String?
  package let password: [UInt8]

  /// Makes credentials as `AUTH` takes them.
  package init(user: String?, password: [UInt8]) {
    self.user = user
    self.password = password
  }
}

extension RedisCredentials: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package var description: String { "credentials" }
  package var debugDescription: String { "credentials" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
