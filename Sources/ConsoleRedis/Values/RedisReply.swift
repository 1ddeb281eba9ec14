/// A reply of the server (RESP2), binary-safe and independent of hiredis' memory.
///
/// A description shows kinds and sizes, never contents: replies carry sessions.
package enum RedisReply: Hashable, Sendable {
  case null
  case status(String)
  case error(RedisErrorReply)
  case integer(Int64)
  case bulk([UInt8])
  case array([RedisReply])
}

extension RedisReply {
  /// The bytes of a bulk string or a status; nil for any other kind.
  package var bytes: [UInt8]? {
    switch self {
    case .bulk(let bytes): bytes
    case .status(let text): Array(text.utf8)
    default: nil
    }
  }

  /// A bulk string or status as text, with what is not UTF-8 replaced; nil for any other kind.
  package var text: String? {
    switch self {
    case .bulk(let bytes): String(decoding: bytes, as: UTF8.self)
    case .status(let text): text
    default: nil
    }
  }

  /// An integer, also one that the server wrote as a string (the cursor of `SCAN`).
  package var integer: Int64? {
    if case .integer(let number) = self { return number }
    return text.flatMap { Int64($0) }
  }

  /// The elements of an array; nil for any other kind.
  package var elements: [RedisReply]? {
    if case .array(let elements) = self { return elements }
    return nil
  }
}

extension RedisReply: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String {
    switch self {
    case .null: "null"
    case .status: "status"
    case .error(let error): "error \(error.code)"
    case .integer: "integer"
    case .bulk(let bytes): "bulk of \(bytes.count) bytes"
    case .array(let elements): "array of \(elements.count)"
    }
  }

  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
