/// Views of a value as the type a reader hopes for; nil when it is another.
extension MongoValue {
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// A whole number from int32, int64 or a double without a fraction (old drivers write doubles).
  package var int: Int? {
    switch self {
    case .int32(let value): Int(value)
    case .int64(let value): Int(value)
    case .double(let value): Int(exactly: value)
    case .string, .document, .array, .binary, .objectID, .bool, .date, .null, .regex, .timestamp,
      .decimal, .minKey, .maxKey, .other:
      nil
    }
  }

  /// Any of the three binary number types as a double.
  package var double: Double? {
    switch self {
    case .double(let value): value
    case .int32(let value): Double(value)
    case .int64(let value): Double(value)
    case .string, .document, .array, .binary, .objectID, .bool, .date, .null, .regex, .timestamp,
      .decimal, .minKey, .maxKey, .other:
      nil
    }
  }

  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// Milliseconds since 1970.
  package var date: Int64? {
    if case .date(let value) = self { value } else { nil }
  }

  package var objectID: MongoObjectID? {
    if case .objectID(let value) = self { value } else { nil }
  }

  package var document: MongoDocument? {
    if case .document(let value) = self { value } else { nil }
  }

  package var array: [MongoValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var binary: [UInt8]? {
    if case .binary(_, let bytes) = self { bytes } else { nil }
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// An id as text, whether it was stored as an object id (24 hex digits) or as a string.
  package var idText: String? {
    objectID?.hex ?? string
  }
}
