import CMongoC

/// The twelve bytes MongoDB gives a document as its default `_id`.
package struct MongoObjectID: Hashable, Sendable {
  /// Exactly twelve bytes; the first four are seconds since 1970, big-endian.
  package let bytes: [UInt8]

  /// Reads 24 hex digits; nil for anything else.
  package init?(_ hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    guard digits.count == 24 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12)
    for index in stride(from: 0, to: 24, by: 2) {
      guard let high = Self.nibble(digits[index]), let low = Self.nibble(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// Takes twelve bytes as they are; nil for any other number.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 12 else { return nil }
    self.bytes = bytes
  }

  private init(_ raw: bson_oid_t) {
    bytes = unsafe withUnsafeBytes(of: raw.bytes) { unsafe Array($0) }
  }

  /// Makes a fresh one from libbson's process-wide generator, which any thread may use.
  package static func generate() -> MongoObjectID {
    var raw = bson_oid_t()
    unsafe bson_oid_init(&raw, nil)
    return MongoObjectID(raw)
  }

  /// Copies one out of a document that libbson still owns.
  init(copying pointer: UnsafePointer<bson_oid_t>) {
    self.init(unsafe pointer.pointee)
  }

  /// 24 lower-case hex digits.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// When it was made, in whole seconds since 1970, by the clock of whoever made it.
  package var seconds: Int64 {
    Int64(bytes[0]) << 24 | Int64(bytes[1]) << 16 | Int64(bytes[2]) << 8 | Int64(bytes[3])
  }

  /// The same bytes in libbson's own struct, which has no alignment to respect.
  var raw: bson_oid_t {
    var raw = bson_oid_t()
    unsafe withUnsafeMutableBytes(of: &raw.bytes) { unsafe $0.copyBytes(from: bytes) }
    return raw
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}

extension MongoObjectID: CustomStringConvertible {
  /// Says only what it is: an id may lead to a person.
  package var description: String { "MongoObjectID" }
}
