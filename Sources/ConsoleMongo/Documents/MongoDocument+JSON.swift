import CMongoC

/// Extended JSON v2 (MongoDB specifications, extended-json), by libbson in both directions.
extension MongoDocument {
  /// How much type the text keeps.
  package enum JSONForm: Sendable {
    /// Every type survives the way back.
    case canonical
    /// Plain numbers and ISO dates where they lose nothing a reader needs.
    case relaxed
  }

  /// Reads one document from Extended JSON.
  package init(json: String) throws(MongoFailure) {
    var error = bson_error_t()
    let text = Array(json.utf8)
    guard
      !text.isEmpty,
      let pointer = unsafe bson_new_from_json(text, text.count, &error)
    else { throw MongoFailure(.invalidArgument, in: "json") }
    defer { unsafe bson_destroy(pointer) }
    let document = unsafe MongoDocument(copying: pointer)
    guard document.size <= Self.maximumSize else { throw MongoFailure(.tooLarge, in: "json") }
    self = document
  }

  /// Writes Extended JSON; fails when the document holds text that is not UTF-8.
  package func json(_ form: JSONForm) throws(MongoFailure) -> String {
    let handle = try BSONHandle(self)
    var length = 0
    let text =
      switch form {
      case .canonical: unsafe bson_as_canonical_extended_json(handle.pointer, &length)
      case .relaxed: unsafe bson_as_relaxed_extended_json(handle.pointer, &length)
      }
    guard let text = unsafe text else { throw MongoFailure(.invalidArgument, in: "json") }
    defer { unsafe bson_free(text) }
    let bytes = unsafe UnsafeRawBufferPointer(start: text, count: length)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}
