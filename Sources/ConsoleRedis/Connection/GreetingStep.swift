/// What a fresh connection says before its first command, in this order.
package enum GreetingStep: Hashable, Sendable, CaseIterable {
  case authenticate
  /// Shows operators of the server in `CLIENT LIST` who is connected.
  case setName
  case select
  /// Asks for the run id, by which a caller recognises the server.
  case identify

  /// The steps that this address needs.
  package static func steps(for address: RedisAddress) -> [GreetingStep] {
    allCases.filter { step in
      switch step {
      case .authenticate: address.credentials != nil
      case .select: address.database != 0
      case .setName, .identify: true
      }
    }
  }

  /// Whether the connection is of use though the user lacks the right to this step.
  package var isOptional: Bool {
    self == .setName || self == .identify
  }

  func command(for address: RedisAddress) -> RedisCommand {
    switch self {
    case .authenticate:
      let user = address.credentials?.user.map { [Array($0.utf8)] } ?? []
      return RedisCommand(name: "AUTH", arguments: user + [address.credentials?.password ?? []])
    case .setName: return RedisCommand("CLIENT SETNAME", "holdfast")
    case .select: return RedisCommand("SELECT", address.database)
    case .identify: return RedisCommand("INFO", "server")
    }
  }
}
