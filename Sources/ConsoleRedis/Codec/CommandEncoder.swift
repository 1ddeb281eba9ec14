import CHiredis

/// Writes commands as RESP2 arrays by hiredis; its scratch space is reused from command to command.
package struct CommandEncoder {
  private var flat: [UInt8] = []
  private var lengths: [Int] = []

  /// Makes an encoder.
  package init() {}

  /// Appends the command's bytes to `output`.
  package mutating func encode(_ command: RedisCommand, onto output: inout [UInt8]) {
    flat.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    if command.name.utf8.contains(UInt8(ascii: " ")) {
      for word in command.name.utf8.split(separator: UInt8(ascii: " ")) { add(word) }
    } else {
      add(command.name.utf8)
    }
    for argument in command.arguments { add(argument) }
    unsafe flat.withUnsafeBytes { words in
      // One flat buffer and pointers into it: they must not outlive this closure.
      var pointers: [UnsafePointer<CChar>?] = unsafe []
      unsafe pointers.reserveCapacity(lengths.count)
      var offset = 0
      for length in lengths {
        unsafe pointers.append(
          words.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
        )
        offset += length
      }
      var target: UnsafeMutablePointer<CChar>?
      let count = unsafe redisFormatCommandArgv(
        &target,
        Int32(lengths.count),
        &pointers,
        lengths
      )
      guard count > 0, let formatted = unsafe target else {
        preconditionFailure("hiredis is out of memory")
      }
      unsafe output.append(
        contentsOf: UnsafeRawBufferPointer(start: formatted, count: Int(count))
      )
      unsafe redisFreeCommand(formatted)
    }
  }

  private mutating func add(_ word: some Collection<UInt8>) {
    flat.append(contentsOf: word)
    lengths.append(word.count)
  }
}
