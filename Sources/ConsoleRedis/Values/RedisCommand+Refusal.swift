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
    switch firstWord {
    case "WATCH", "UNWATCH", "MULTI", "EXEC", "DISCARD": .needsConversation
    default: refusalInConversation
    }
  }

  /// Why this command may not be sent even in a pipeline or conversation; nil for one that may.
  package var refusalInConversation: Refusal? {
    switch firstWord {
    case "HELLO", "MONITOR", "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "SYNC", "PSYNC", "REPLCONF":
      .breaksProtocol
    case "CLIENT": secondWord == "REPLY" ? .breaksProtocol : nil
    case "COMMAND": secondWord == "DOCS" ? .breaksProtocol : nil
    case "AUTH", "SELECT", "RESET", "QUIT": .changesConnection
    case "KEYS": .blocksServer
    default: nil
    }
  }

  /// Pipelines ask for every command, so the usual name without a space is not split.
  private var firstWord: Substring {
    guard name.utf8.contains(UInt8(ascii: " ")) else { return name[...] }
    return name.split(separator: " ")[0]
  }

  /// The subcommand, whether it stands in the name or as the first argument.
  private var secondWord: String? {
    let words = name.split(separator: " ")
    if words.count > 1 { return String(words[1]) }
    return arguments.first.map { String(decoding: $0, as: UTF8.self).uppercased() }
  }
}
