extension RedisCommand {
  /// Why a command is never sent.
  package enum Refusal: Hashable, Sendable {
    /// Its replies do not fit request and reply (RESP2), or nest deeper than hiredis reads.
    case breaksProtocol
    /// It changes user, database or life of a connection that others share.
    case changesConnection
    /// It blocks the server for the length of the key space.
    case blocksServer
    /// It spans several exchanges and needs a conversation.
    case needsConversation
  }

  /// Why this command may not be sent on its own; nil for one that may.
  package var refusal: Refusal? {
    if isTransactional { return .needsConversation }
    return refusalInConversation
  }

  /// Why this command may not be sent even in a pipeline or conversation; nil for one that may.
  package var refusalInConversation: Refusal? {
    let words = self.words
    switch words[0] {
    case "HELLO", "MONITOR", "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "SYNC", "PSYNC", "REPLCONF":
      return .breaksProtocol
    case "CLIENT" where words.count > 1 && words[1] == "REPLY": return .breaksProtocol
    case "COMMAND" where words.count > 1 && words[1] == "DOCS": return .breaksProtocol
    case "AUTH", "SELECT", "RESET", "QUIT": return .changesConnection
    case "KEYS": return .blocksServer
    default: return nil
    }
  }

  private var isTransactional: Bool {
    ["WATCH", "UNWATCH", "MULTI", "EXEC", "DISCARD"].contains(words[0])
  }

  /// The name and, for the two commands judged by it, the subcommand, wherever it was put.
  private var words: [String] {
    var words = name.split(separator: " ").map(String.init)
    if words.isEmpty { words = [""] }
    if words.count == 1, ["CLIENT", "COMMAND"].contains(words[0]), let first = arguments.first {
      words.append(String(decoding: first, as: UTF8.self).uppercased())
    }
    return words
  }
}
