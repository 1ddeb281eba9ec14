import CMongoC

/// Several documents in libbson's memory for one C call that takes an array of them.
@safe
struct BSONBatch: ~Copyable {
  private var pointers: [OpaquePointer?]

  /// Copies the documents; refuses the batch when one of them is invalid.
  init(_ documents: [MongoDocument]) throws(MongoFailure) {
    unsafe pointers = []
    for document in documents {
      guard let pointer = unsafe bson_new_from_data(document.bytes, document.bytes.count) else {
        throw MongoFailure(.invalidArgument, in: "document")
      }
      unsafe pointers.append(pointer)
    }
  }

  deinit {
    for index in unsafe pointers.indices { unsafe bson_destroy(pointers[index]) }
  }

  /// The array is valid only inside `body`.
  func withPointers(_ body: (UnsafeMutablePointer<OpaquePointer?>, Int) -> Bool) -> Bool {
    var pointers = unsafe pointers
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe body(base, buffer.count)
    }
  }
}
