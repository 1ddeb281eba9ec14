/// Something that can stand as an argument of a command.
package protocol RedisArgument: Sendable {
  /// The argument as it goes over the wire.
  var redisBytes: [UInt8] { get }
}

extension Array: RedisArgument where Element == UInt8 {
  package var redisBytes: [UInt8] { self }
}

extension String: RedisArgument {
  package var redisBytes: [UInt8] { Array(utf8) }
}

extension Int: RedisArgument {
  package var redisBytes: [UInt8] { Array(String(self).utf8) }
}

/// One command with its binary arguments; a description shows the name and nothing else.
package struct RedisCommand: Hashable, Sendable {
  /// The command in capitals, with its subcommand after a space (`CLIENT SETNAME`).
  package let name: String
  package let arguments: [[UInt8]]

  /// Makes a command; `name` may hold a subcommand and must come from the program, not from a user.
  package init(_ name: String, _ arguments: any RedisArgument...) {
    self.init(name: name, arguments: arguments.map(\.redisBytes))
  }

  /// Makes a command whose arguments are already bytes.
  package init(name: String, arguments: [[UInt8]]) {
    precondition(name.utf8.contains { $0 != UInt8(ascii: " ") }, "a command has a name")
    self.name = name.uppercased()
    self.arguments = arguments
  }
}

extension RedisCommand: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { name }
  package var debugDescription: String { name }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
