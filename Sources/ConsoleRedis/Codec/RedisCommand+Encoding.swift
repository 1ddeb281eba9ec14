extension RedisCommand {
  /// Appends the command as RESP2: an array of bulk strings (redis.io, "Redis serialization protocol").
  ///
  /// Written here and not by hiredis, which allocates for every command: a scan sends three a key.
  package func encode(onto output: inout [UInt8]) {
    if name.utf8.contains(UInt8(ascii: " ")) {
      let words = name.utf8.split(separator: UInt8(ascii: " "))
      output.appendHeader("*", words.count + arguments.count)
      for word in words { output.appendBulk(word) }
    } else {
      output.appendHeader("*", 1 + arguments.count)
      output.appendBulk(name.utf8)
    }
    for argument in arguments { output.appendBulk(argument) }
  }
}

extension [UInt8] {
  fileprivate mutating func appendHeader(_ kind: Unicode.Scalar, _ number: Int) {
    append(UInt8(ascii: kind))
    append(contentsOf: String(number).utf8)
    append(contentsOf: "\r\n".utf8)
  }

  fileprivate mutating func appendBulk(_ bytes: some Collection<UInt8>) {
    appendHeader("$", bytes.count)
    append(contentsOf: bytes)
    append(contentsOf: "\r\n".utf8)
  }
}
