import CMongoC

/// A document under construction: owns one `bson_t` made and freed by libbson, on one thread.
@safe
struct BSONBuilder: ~Copyable {
  private let handle: OpaquePointer

  init() {
    unsafe handle = bson_new()
  }

  deinit {
    unsafe bson_destroy(handle)
  }

  /// The finished bytes; the builder may go on afterwards.
  func document() throws(MongoFailure) -> MongoDocument {
    let document = unsafe MongoDocument(copying: handle)
    guard document.size <= MongoDocument.maximumSize else {
      throw MongoFailure(.tooLarge, in: "document")
    }
    return document
  }

  /// Appends all elements of another document.
  mutating func append(contentsOf document: MongoDocument) throws(MongoFailure) {
    let source = try BSONHandle(document)
    guard unsafe bson_concat(handle, source.pointer) else {
      throw MongoFailure(.tooLarge, in: "document")
    }
  }

  /// Appends one element.
  mutating func append(_ value: MongoValue, for key: String) throws(MongoFailure) {
    try append(value, for: key, depth: 0)
  }

  private mutating func append(
    _ value: MongoValue,
    for key: String,
    depth: Int
  ) throws(MongoFailure) {
    let length = try Self.length(of: key)
    let appended: Bool =
      switch value {
      case .double(let number): unsafe bson_append_double(handle, key, length, number)
      case .string(let text): try append(text, for: key, length)
      case .document(let document): try append(document, for: key, length)
      case .array(let values): try append(values, for: key, length, depth: depth)
      case .binary(let subtype, let bytes): append(bytes, subtype, for: key, length)
      case .objectID(let id): append(id, for: key, length)
      case .bool(let flag): unsafe bson_append_bool(handle, key, length, flag)
      case .date(let milliseconds): unsafe bson_append_date_time(handle, key, length, milliseconds)
      case .null: unsafe bson_append_null(handle, key, length)
      case .regex(let pattern, let options):
        try append(pattern: pattern, options: options, for: key, length)
      case .int32(let number): unsafe bson_append_int32(handle, key, length, number)
      case .timestamp(let seconds, let increment):
        unsafe bson_append_timestamp(handle, key, length, seconds, increment)
      case .int64(let number): unsafe bson_append_int64(handle, key, length, number)
      case .decimal(let text): try append(decimal: text, for: key, length)
      case .minKey: unsafe bson_append_minkey(handle, key, length)
      case .maxKey: unsafe bson_append_maxkey(handle, key, length)
      case .other: throw MongoFailure(.invalidArgument, in: "document")
      }
    guard appended else { throw MongoFailure(.tooLarge, in: "document") }
  }

  /// Keys and patterns are C strings in BSON: a NUL would cut them short, so it is refused.
  private static func length(of text: String) throws(MongoFailure) -> Int32 {
    guard !text.utf8.contains(0), let length = Int32(exactly: text.utf8.count) else {
      throw MongoFailure(.invalidArgument, in: "document")
    }
    return length
  }

  private func append(
    _ text: String,
    for key: String,
    _ length: Int32
  ) throws(MongoFailure) -> Bool {
    guard let size = Int32(exactly: text.utf8.count) else {
      throw MongoFailure(.tooLarge, in: "document")
    }
    return unsafe bson_append_utf8(handle, key, length, text, size)
  }

  private func append(
    _ document: MongoDocument,
    for key: String,
    _ length: Int32
  ) throws(MongoFailure) -> Bool {
    let source = try BSONHandle(document)
    return unsafe bson_append_document(handle, key, length, source.pointer)
  }

  private func append(
    _ values: [MongoValue],
    for key: String,
    _ length: Int32,
    depth: Int
  ) throws(MongoFailure) -> Bool {
    guard depth < BSONCursor.maximumDepth else {
      throw MongoFailure(.invalidArgument, in: "document")
    }
    var nested = BSONBuilder()
    for (index, value) in values.enumerated() {
      try nested.append(value, for: String(index), depth: depth + 1)
    }
    return unsafe bson_append_array(handle, key, length, nested.handle)
  }

  private func append(
    _ bytes: [UInt8],
    _ subtype: UInt8,
    for key: String,
    _ length: Int32
  ) -> Bool {
    guard let count = UInt32(exactly: bytes.count) else { return false }
    return unsafe bson_append_binary(
      handle,
      key,
      length,
      bson_subtype_t(rawValue: UInt32(subtype)),
      bytes,
      count
    )
  }

  private func append(_ id: MongoObjectID, for key: String, _ length: Int32) -> Bool {
    var raw = id.raw
    return unsafe bson_append_oid(handle, key, length, &raw)
  }

  private func append(
    pattern: String,
    options: String,
    for key: String,
    _ length: Int32
  ) throws(MongoFailure) -> Bool {
    _ = try Self.length(of: pattern)
    _ = try Self.length(of: options)
    return unsafe bson_append_regex(handle, key, length, pattern, options)
  }

  private func append(
    decimal text: String,
    for key: String,
    _ length: Int32
  ) throws(MongoFailure) -> Bool {
    var value = bson_decimal128_t()
    _ = try Self.length(of: text)
    guard unsafe bson_decimal128_from_string(text, &value) else {
      throw MongoFailure(.invalidArgument, in: "document")
    }
    return unsafe bson_append_decimal128(handle, key, length, &value)
  }
}
