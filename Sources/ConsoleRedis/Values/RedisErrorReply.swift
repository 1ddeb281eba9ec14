/// An error that the server answered, without the server's own words.
///
/// Redis echoes arguments in its messages ("unknown command … with args beginning with"), so the
/// message is reduced to its code word and one of a few fixed explanations.
package struct RedisErrorReply: Hashable, Sendable {
  /// The first word of the message (`WRONGTYPE`, `NOPERM`); `ERR` when there is no such word.
  package let code: String
  /// A fixed sentence on what the server meant, as far as it is known.
  package let explanation: String

  /// Reduces a server's message to what may be shown and logged.
  package init(message: [UInt8]) {
    let word = message.prefix { $0 != UInt8(ascii: " ") }
    let isCode =
      (1...24).contains(word.count)
      && word.allSatisfy { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") }
    code = isCode ? String(decoding: word, as: UTF8.self) : "ERR"
    let rest = message.dropFirst(isCode ? word.count + 1 : 0)
    explanation =
      Self.explanations[code]
      ?? Self.generic.first { rest.starts(with: $0.start.utf8) }?.explanation
      ?? "the server refused the command"
  }

  private static let explanations = [
    "BUSY": "the server is busy running a script",
    "BUSYKEY": "the target key exists already",
    "CLUSTERDOWN": "the cluster is down",
    "CROSSSLOT": "the keys lie in different slots of the cluster",
    "DENIED": "the server runs in protected mode and takes local connections only",
    "EXECABORT": "the transaction was discarded because of an earlier error",
    "LOADING": "the server is still loading its data",
    "MASTERDOWN": "the replica has lost its primary",
    "MISCONF": "the server takes no writes because it cannot save to disk",
    "MOVED": "the key lies on another node of the cluster",
    "NOAUTH": "the server wants a password",
    "NOPERM": "this user lacks the right to do this",
    "NOREPLICAS": "too few replicas are connected for a write",
    "NOSCRIPT": "the server does not know the script",
    "OOM": "the server has reached its memory limit",
    "READONLY": "the server is a read-only replica",
    "TRYAGAIN": "the keys are being moved between nodes",
    "WRONGPASS": "user name or password is wrong, or the user is disabled",
    "WRONGTYPE": "the key holds another kind of value",
  ]

  private static let generic: [(start: String, explanation: String)] = [
    ("unknown command", "the server does not know the command"),
    ("unknown subcommand", "the server does not know the subcommand"),
    ("Unknown subcommand", "the server does not know the subcommand"),
    ("wrong number of arguments", "the number of arguments is wrong"),
    ("syntax error", "the arguments are malformed"),
    ("value is not an integer", "a number was expected"),
    ("DB index is out of range", "the server has no database of that number"),
    ("invalid DB index", "the server has no database of that number"),
    ("max number of clients", "the server has reached its limit of clients"),
    ("AUTH <password> called without any", "the server has no password set for the default user"),
    ("Client sent AUTH, but no password", "the server has no password set"),
    ("invalid expire time", "the time to live is not positive"),
    ("no such key", "the key does not exist"),
  ]
}
