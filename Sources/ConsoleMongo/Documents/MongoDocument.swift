/// An immutable document: BSON bytes, read and written through libbson alone.
///
/// A dictionary literal can't throw. One that BSON can't express (a NUL in a key or a pattern,
/// more than 16 MiB, a value of an old type) makes a document with `isValid == false`, which every
/// operation refuses with `.invalidArgument` before anything is sent. Code that builds from outside
/// input uses `init(elements:)`, which throws instead.
package struct MongoDocument: Hashable, Sendable {
  /// The server's limit for one document (`maxBsonObjectSize`).
  package static let maximumSize = 16 * 1024 * 1024

  /// The whole BSON encoding, length prefix and final NUL included; empty when invalid.
  package let bytes: [UInt8]

  /// Makes the empty document.
  package init() {
    bytes = [5, 0, 0, 0, 0]
  }

  /// Takes bytes that libbson or the server has framed already.
  init(trusting bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Takes bytes from outside: their frame, every element's bounds and every key are checked.
  package init(bytes: [UInt8]) throws(MongoFailure) {
    guard bytes.count <= Self.maximumSize else { throw MongoFailure(.tooLarge, in: "document") }
    let document = MongoDocument(trusting: bytes)
    guard document.isWellFramed else { throw MongoFailure(.invalidArgument, in: "document") }
    self = document
  }

  /// Builds from elements in this order.
  package init(elements: [(String, MongoValue)]) throws(MongoFailure) {
    var builder = BSONBuilder()
    for (key, value) in elements {
      try builder.append(value, for: key)
    }
    self = try builder.document()
  }

  init(unchecked elements: [(String, MongoValue)]) {
    do throws(MongoFailure) {
      try self.init(elements: elements)
    } catch {
      self.init(trusting: [])
    }
  }

  /// False when a literal asked for something that BSON can't express.
  package var isValid: Bool { !bytes.isEmpty }

  /// Size of the encoding in bytes.
  package var size: Int { bytes.count }

  /// A copy with these elements after its own; keys are not merged.
  package func appending(_ elements: [(String, MongoValue)]) throws(MongoFailure) -> MongoDocument {
    var builder = BSONBuilder()
    try builder.append(contentsOf: self)
    for (key, value) in elements {
      try builder.append(value, for: key)
    }
    return try builder.document()
  }
}

extension MongoDocument: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, MongoValue)...) {
    self.init(unchecked: elements)
  }
}

extension MongoDocument: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The size alone: content may be personal data.
  package var description: String { "MongoDocument(\(size) bytes)" }

  package var debugDescription: String { description }

  package var customMirror: Mirror { Mirror(self, children: []) }
}
