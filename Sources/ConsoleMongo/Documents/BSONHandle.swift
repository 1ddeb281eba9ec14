import CMongoC

/// A document in libbson's own memory, for the length of one C call, on one thread.
@safe
struct BSONHandle: ~Copyable {
  /// Valid as long as this handle lives; C may read it, not keep it.
  let pointer: OpaquePointer

  /// Copies the bytes; refuses a document that its literal could not express.
  init(_ document: MongoDocument) throws(MongoFailure) {
    guard let pointer = unsafe bson_new_from_data(document.bytes, document.bytes.count) else {
      throw MongoFailure(.invalidArgument, in: "document")
    }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe bson_destroy(pointer)
  }
}

/// Room for a document that C fills in: most replies of libmongoc initialise what they are given.
///
/// The memory is aligned as Debian's libbson demands; a `bson_t` in a Swift value would not be.
@safe
struct BSONReply: ~Copyable {
  let pointer: OpaquePointer

  private let storage: UnsafeMutableRawPointer

  init() {
    unsafe storage = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
    unsafe pointer = OpaquePointer(storage)
    unsafe bson_init(pointer)
  }

  deinit {
    unsafe bson_destroy(pointer)
    unsafe storage.deallocate()
  }

  /// A copy of what C left here.
  var document: MongoDocument { unsafe MongoDocument(copying: pointer) }
}

extension MongoDocument {
  /// Copies out of a `bson_t` whose owner may reuse it at the next call.
  init(copying pointer: OpaquePointer) {
    // The struct begins with flags and length, both 32 bits (libbson, bson-types.h); its data
    // pointer is only told by `bson_get_data`.
    let length = unsafe UnsafePointer<UInt32>(pointer)[1]
    guard let start = unsafe bson_get_data(pointer) else {
      self.init(trusting: [])
      return
    }
    unsafe self.init(trusting: Array(UnsafeBufferPointer(start: start, count: Int(length))))
  }
}
