/// Which of the two kinds of server a thing belongs to.
package enum StoreKind: String, Hashable, Sendable, CaseIterable {
  case redis
  case mongo

  /// The product's name as people write it.
  package var name: String {
    switch self {
    case .redis: "Redis"
    case .mongo: "MongoDB"
    }
  }
}

/// A server as it may be named on a screen or in a log: kind and address, never credentials.
package struct StoreEndpoint: Hashable, Sendable, CustomStringConvertible {
  package var kind: StoreKind
  /// `host:port`, several of them joined by commas, or the path of a unix socket.
  package var address: String

  /// Makes an endpoint; `address` must be free of user names and passwords.
  package init(kind: StoreKind, address: String) {
    self.kind = kind
    self.address = address
  }

  package var description: String { "\(kind.name) \(address)" }
}
