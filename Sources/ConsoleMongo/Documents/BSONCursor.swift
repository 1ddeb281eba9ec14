import CMongoC

/// A position in BSON bytes: libbson's iterator in memory aligned as its build demands.
///
/// Debian's libbson is compiled for 128-byte alignment, which Swift does not know of, so the
/// iterator never lies in a Swift value; it lives in raw memory that this handle owns. One thread.
@safe
struct BSONCursor: ~Copyable {
  /// The server nests no deeper than 180 levels; deeper bytes are hostile and left undecoded.
  static let maximumDepth = 180

  private static let storageSize = 128

  private let storage: UnsafeMutableRawPointer

  private init() {
    unsafe storage = UnsafeMutableRawPointer.allocate(
      byteCount: Self.storageSize,
      alignment: Self.storageSize
    )
    unsafe storage.initializeMemory(as: UInt8.self, repeating: 0, count: Self.storageSize)
  }

  deinit {
    unsafe storage.deallocate()
  }

  private var iterator: OpaquePointer { unsafe OpaquePointer(storage) }

  /// Opens a cursor before the first element; nil when the bytes are not framed as a document.
  static func withCursor<Result>(
    over bytes: [UInt8],
    _ body: (borrowing BSONCursor) -> Result
  ) -> Result? {
    let cursor = BSONCursor()
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard
        let base = buffer.baseAddress,
        unsafe bson_iter_init_from_data(cursor.iterator, base, buffer.count)
      else { return nil }
      return body(cursor)
    }
  }

  /// Moves to the next element; false at the end and where damage begins.
  func advance() -> Bool {
    unsafe bson_iter_next(iterator)
  }

  /// Moves to the element at a dotted path.
  func seek(_ path: String) -> Bool {
    let found = BSONCursor()
    guard unsafe bson_iter_find_descendant(iterator, path, found.iterator) else { return false }
    unsafe storage.copyMemory(from: found.storage, byteCount: Self.storageSize)
    return true
  }

  /// The key here, repaired where it is not valid UTF-8.
  var key: String {
    guard let key = unsafe bson_iter_key(iterator) else { return "" }
    let length = Int(unsafe bson_iter_key_len(iterator))
    return unsafe Self.text(key, length)
  }

  /// Where the element here begins in the bytes: its type byte.
  var offset: Int { Int(unsafe bson_iter_offset(iterator)) }

  /// How many bytes the key here takes, without its final NUL.
  var keyLength: Int { Int(unsafe bson_iter_key_len(iterator)) }

  /// Runs `body` on a cursor before the first element of the document or array here.
  private func descend<Result>(_ body: (borrowing BSONCursor) -> Result) -> Result? {
    let child = BSONCursor()
    guard unsafe bson_iter_recurse(iterator, child.iterator) else { return nil }
    return body(child)
  }

  /// Whether no level below this one lies deeper than the server allows.
  func isShallow(depth: Int = 0) -> Bool {
    guard depth <= Self.maximumDepth else { return false }
    while advance() {
      switch unsafe bson_iter_type(iterator) {
      case BSON_TYPE_DOCUMENT, BSON_TYPE_ARRAY:
        guard descend({ $0.isShallow(depth: depth + 1) }) ?? false else { return false }
      default:
        continue
      }
    }
    return true
  }
}

extension BSONCursor {
  /// Decodes the value here; arrays deeper than the server allows come out as `.other`.
  func value(depth: Int) -> MongoValue {
    let type = unsafe bson_iter_type(iterator)
    switch type {
    case BSON_TYPE_DOUBLE: return unsafe .double(bson_iter_double(iterator))
    case BSON_TYPE_UTF8: return .string(string)
    case BSON_TYPE_DOCUMENT: return .document(document)
    case BSON_TYPE_ARRAY: return array(depth: depth)
    case BSON_TYPE_BINARY: return binary
    case BSON_TYPE_OID: return objectID
    case BSON_TYPE_BOOL: return unsafe .bool(bson_iter_bool(iterator))
    case BSON_TYPE_DATE_TIME: return unsafe .date(bson_iter_date_time(iterator))
    case BSON_TYPE_NULL: return .null
    case BSON_TYPE_REGEX: return regex
    case BSON_TYPE_INT32: return unsafe .int32(bson_iter_int32(iterator))
    case BSON_TYPE_TIMESTAMP: return timestamp
    case BSON_TYPE_INT64: return unsafe .int64(bson_iter_int64(iterator))
    case BSON_TYPE_DECIMAL128: return decimal
    case BSON_TYPE_MINKEY: return .minKey
    case BSON_TYPE_MAXKEY: return .maxKey
    default: return .other(type: UInt8(truncatingIfNeeded: type.rawValue))
    }
  }

  private var string: String {
    var length: UInt32 = 0
    guard let text = unsafe bson_iter_utf8(iterator, &length) else { return "" }
    return unsafe Self.text(text, Int(length))
  }

  private var document: MongoDocument {
    var length: UInt32 = 0
    var start: UnsafePointer<UInt8>?
    unsafe bson_iter_document(iterator, &length, &start)
    guard let start = unsafe start, length >= 5 else { return MongoDocument(trusting: []) }
    return unsafe MongoDocument(
      trusting: Array(UnsafeBufferPointer(start: start, count: Int(length)))
    )
  }

  private func array(depth: Int) -> MongoValue {
    guard depth < Self.maximumDepth else {
      return .other(type: UInt8(truncatingIfNeeded: BSON_TYPE_ARRAY.rawValue))
    }
    return .array(
      descend { child in
        var values: [MongoValue] = []
        while child.advance() {
          values.append(child.value(depth: depth + 1))
        }
        return values
      } ?? []
    )
  }

  private var binary: MongoValue {
    var subtype = BSON_SUBTYPE_BINARY
    var length: UInt32 = 0
    var start: UnsafePointer<UInt8>?
    unsafe bson_iter_binary(iterator, &subtype, &length, &start)
    let code = UInt8(truncatingIfNeeded: subtype.rawValue)
    guard let start = unsafe start else { return .binary(subtype: code, bytes: []) }
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: Int(length)))
    return .binary(subtype: code, bytes: bytes)
  }

  private var objectID: MongoValue {
    guard let pointer = unsafe bson_iter_oid(iterator) else { return .null }
    return unsafe .objectID(MongoObjectID(copying: pointer))
  }

  private var regex: MongoValue {
    var options: UnsafePointer<CChar>?
    guard let pattern = unsafe bson_iter_regex(iterator, &options) else { return .null }
    let flags = unsafe options.map { unsafe String(cString: $0) } ?? ""
    return unsafe .regex(pattern: String(cString: pattern), options: flags)
  }

  private var timestamp: MongoValue {
    var seconds: UInt32 = 0
    var increment: UInt32 = 0
    unsafe bson_iter_timestamp(iterator, &seconds, &increment)
    return .timestamp(seconds: seconds, increment: increment)
  }

  private var decimal: MongoValue {
    var value = bson_decimal128_t()
    guard unsafe bson_iter_decimal128(iterator, &value) else { return .null }
    // BSON_DECIMAL128_STRING: 43 bytes, the final NUL included.
    let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 43) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      unsafe bson_decimal128_to_string(&value, base)
      return unsafe String(cString: base)
    }
    return .decimal(text)
  }

  private static func text(_ start: UnsafePointer<CChar>, _ length: Int) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}
