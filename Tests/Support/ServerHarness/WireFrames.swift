/// Cuts a stream of requests into messages: MongoDB's begin with their length, Redis' are taken as they come.
struct WireFrames {
  private let isMongo: Bool
  private var rest: [UInt8] = []

  init(isMongo: Bool) {
    self.isMongo = isMongo
  }

  mutating func add(_ bytes: [UInt8]) -> [[UInt8]] {
    guard isMongo else { return [bytes] }
    rest += bytes
    var frames: [[UInt8]] = []
    while rest.count >= 4 {
      let length = (0..<4).reduce(0) { $0 | Int(rest[$1]) << ($1 * 8) }
      guard length >= 16, rest.count >= length else { break }
      frames.append(Array(rest.prefix(length)))
      rest.removeFirst(length)
    }
    return frames
  }
}

extension [UInt8] {
  /// Whether these bytes stand somewhere in a request.
  package func mentions(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    return indices.dropLast(wanted.count - 1).contains { start in
      self[start] == first && self[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  /// The string value of the first member of this name in a BSON document; nil when there is none.
  package func string(of name: String) -> String? {
    let element = [0x02] + Array(name.utf8) + [0x00]
    guard
      let start = indices.dropLast(element.count + 4).first(where: { start in
        self[start] == 0x02 && self[start..<(start + element.count)].elementsEqual(element)
      })
    else { return nil }
    return String(decoding: self[(start + element.count + 4)...].prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Whether this is MongoDB's `insert` into a collection.
  package func isInsert(into collection: String) -> Bool {
    mongoCommand.map { $0 == ("insert", collection) } ?? false
  }

  /// Name and collection of a MongoDB command that has both; nil for other requests.
  package var mongoCommand: (name: String, collection: String)? {
    // OP_MSG: header 16, flags 4, section kind 1, document length 4, then the first element: its kind
    // (2 is a string), its name, and the string after its length.
    guard count > 31, self[20] == 0, self[25] == 0x02 else { return nil }
    let name = self[26...].prefix { $0 != 0 }
    let start = name.endIndex + 5
    guard start < count else { return nil }
    let collection = self[start...].prefix { $0 != 0 }
    return (String(decoding: name, as: UTF8.self), String(decoding: collection, as: UTF8.self))
  }

  /// What a request to MongoDB writes, such as `insert audit_headers`; nil: it writes nothing.
  package var mongoWrite: String? {
    let writes: Set = [
      "insert", "update", "delete", "findAndModify", "create", "createIndexes", "collMod", "drop",
      "dropIndexes",
    ]
    guard let command = mongoCommand, writes.contains(command.name) else { return nil }
    return "\(command.name) \(command.collection)"
  }

  /// What a request to Redis writes, by its last command that does; nil: it writes nothing.
  package var redisWrite: String? {
    // ACL DRYRUN names the command that it does not run.
    guard !mentions("DRYRUN") else { return nil }
    return ["EXEC", "DEL", "UNLINK", "SET", "SREM"].first { name in
      mentions("$\(name.utf8.count)\r\n\(name)\r\n")
    }
  }
}
