import CHiredis

/// Takes a server's bytes in any pieces and gives back whole replies.
///
/// Owns a `redisReader`, which is bound to no thread but must not be used by two at once; its owner
/// is a wire inside an actor. Every reply is copied and freed at once, so that nothing of hiredis'
/// memory leaves this file. After a protocol error the reader answers that error for ever.
@safe
package struct ReplyReaderHandle: ~Copyable {
  /// The bytes were no RESP2, or nested deeper than the seven levels that hiredis 0.14 reads.
  package struct Malformed: Error, Hashable {
    /// Makes the failure; it has nothing more to say.
    package init() {}
  }

  private let reader: UnsafeMutablePointer<redisReader>

  /// Makes a reader with an empty buffer.
  package init() {
    guard let reader = unsafe redisReaderCreate() else {
      preconditionFailure("hiredis is out of memory")
    }
    unsafe self.reader = unsafe reader
  }

  deinit {
    unsafe redisReaderFree(reader)
  }

  /// Hands over bytes as they came; nothing is parsed before `next`.
  package mutating func feed(_ bytes: ArraySlice<UInt8>) throws(Malformed) {
    let status = unsafe bytes.withUnsafeBytes { piece -> Int32 in
      guard let start = piece.baseAddress else { return REDIS_OK }
      return unsafe redisReaderFeed(
        reader,
        start.assumingMemoryBound(to: CChar.self),
        piece.count
      )
    }
    guard status == REDIS_OK else { throw Malformed() }
  }

  /// The next whole reply; nil while more bytes are needed.
  package mutating func next() throws(Malformed) -> RedisReply? {
    var object: UnsafeMutableRawPointer?
    guard unsafe redisReaderGetReply(reader, &object) == REDIS_OK else { throw Malformed() }
    guard let object = unsafe object else { return nil }
    defer { unsafe freeReplyObject(object) }
    return unsafe RedisReply(copying: object.assumingMemoryBound(to: redisReply.self))
  }
}

extension RedisReply {
  /// Copies a reply; hiredis fills `str` and `element` according to `type`.
  fileprivate init(copying reply: UnsafePointer<redisReply>) {
    let source = unsafe reply.pointee
    let text = unsafe UnsafeRawBufferPointer(start: source.str, count: source.len)
    switch unsafe source.type {
    case REDIS_REPLY_STRING: self = .bulk(unsafe Array(text))
    case REDIS_REPLY_STATUS: self = .status(unsafe String(decoding: text, as: UTF8.self))
    case REDIS_REPLY_ERROR: self = .error(RedisErrorReply(message: unsafe Array(text)))
    case REDIS_REPLY_INTEGER: self = .integer(unsafe source.integer)
    case REDIS_REPLY_ARRAY:
      let elements = unsafe UnsafeBufferPointer(start: source.element, count: source.elements)
      self = .array(
        unsafe elements.map { element in
          guard let element = unsafe element else { return .null }
          return unsafe RedisReply(copying: element)
        }
      )
    default: self = .null
    }
  }
}
