/// One value of a document, decoded; documents inside stay undecoded bytes until they are read.
///
/// Format: BSON 1.1 (bsonspec.org). Strings that are not valid UTF-8 come out repaired; the
/// document's own bytes keep them as they were.
package enum MongoValue: Hashable, Sendable {
  case double(Double)
  case string(String)
  case document(MongoDocument)
  case array([MongoValue])
  case binary(subtype: UInt8, bytes: [UInt8])
  case objectID(MongoObjectID)
  case bool(Bool)
  /// Milliseconds since 1970; may be negative.
  case date(Int64)
  case null
  case regex(pattern: String, options: String)
  case int32(Int32)
  /// The server's own logical clock (change streams, `operationTime`), not a date.
  case timestamp(seconds: UInt32, increment: UInt32)
  case int64(Int64)
  /// A decimal of 34 digits, in the text form of Extended JSON.
  case decimal(String)
  case minKey
  case maxKey
  /// A type of old drivers (undefined, code, symbol, pointer) that Holdfast reads past and never writes.
  case other(type: UInt8)
}

extension MongoValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name of the type alone: values may be personal data.
  package var description: String { typeName }

  package var debugDescription: String { typeName }

  /// Nothing inside, so that a dump or an interpolated optional shows no value either.
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// The type's name as the server's `$type` operator spells it.
  package var typeName: String {
    switch self {
    case .double: "double"
    case .string: "string"
    case .document: "object"
    case .array: "array"
    case .binary: "binData"
    case .objectID: "objectId"
    case .bool: "bool"
    case .date: "date"
    case .null: "null"
    case .regex: "regex"
    case .int32: "int"
    case .timestamp: "timestamp"
    case .int64: "long"
    case .decimal: "decimal"
    case .minKey: "minKey"
    case .maxKey: "maxKey"
    case .other: "other"
    }
  }
}
