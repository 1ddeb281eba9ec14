/// Where a server listens, who we are there and which database we mean.
package struct RedisAddress: Hashable, Sendable {
  /// How the bytes get there.
  package enum Endpoint: Hashable, Sendable {
    /// A name or literal address without brackets, and a port.
    case tcp(host: String, port: UInt16)
    case unix(path: String)
  }

  package var endpoint: Endpoint
  package var credentials: RedisCredentials?
  package var database: Int

  /// Makes an address from its parts.
  package init(endpoint: Endpoint, credentials: RedisCredentials? = nil, database: Int = 0) {
    self.endpoint = endpoint
    self.credentials = credentials
    self.database = database
  }

  /// `host:port` or the path of the socket: what a screen and a log may show.
  package var withoutCredentials: String {
    switch endpoint {
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): path
    }
  }
}

extension RedisAddress: CustomStringConvertible {
  package var description: String { "\(withoutCredentials) database \(database)" }
}

/// What is wrong with the text of an address; never holds the text.
package enum RedisAddressFailure: Error, Hashable, Sendable, CaseIterable {
  case tlsUnsupported
  case unknownScheme
  case missingHost
  case badPort
  case badDatabase
  case badPath
  case badEscape
  case userWithoutPassword
}

extension RedisAddressFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tlsUnsupported:
      "rediss:// (TLS) is not supported yet; use redis:// over a tunnel, or unix://"
    case .unknownScheme: "a Redis address starts with redis:// or unix://"
    case .missingHost: "the Redis address names no host"
    case .badPort: "the port of the Redis address is not a number from 1 to 65535"
    case .badDatabase: "the database of the Redis address is not a number from 0 on"
    case .badPath: "the socket of the Redis address is not an absolute path of at most 107 bytes"
    case .badEscape: "the Redis address holds a % that is not followed by two hex digits"
    case .userWithoutPassword: "the Redis address names a user but no password"
    }
  }
}
