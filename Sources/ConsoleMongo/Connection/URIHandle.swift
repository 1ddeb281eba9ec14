import CMongoC

/// A parsed connection string; owns one `mongoc_uri_t`, used by one thread.
@safe
struct URIHandle: ~Copyable {
  let pointer: OpaquePointer

  /// The driver's message is dropped: it quotes the URI, password included.
  init(_ text: String) throws(MongoFailure) {
    var error = bson_error_t()
    guard !text.utf8.contains(0), let pointer = unsafe mongoc_uri_new_with_error(text, &error)
    else { throw MongoFailure(.invalidArgument, in: "address") }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe mongoc_uri_destroy(pointer)
  }

  func set(_ option: String, to number: Int32) {
    unsafe mongoc_uri_set_option_as_int32(pointer, option, number)
  }

  func set(_ option: String, to text: String) {
    unsafe mongoc_uri_set_option_as_utf8(pointer, option, text)
  }

  func setFlag(_ option: String, to flag: Bool) {
    unsafe mongoc_uri_set_option_as_bool(pointer, option, flag)
  }

  /// A number among the options, 0 where there is none.
  func number(_ option: String) -> Int32 {
    unsafe mongoc_uri_get_option_as_int32(pointer, option, 0)
  }

  var hosts: String {
    if let record = unsafe mongoc_uri_get_srv_hostname(pointer) {
      return unsafe String(cString: record)
    }
    var names: [String] = []
    var next = unsafe mongoc_uri_get_hosts(pointer)
    while let host = unsafe next {
      let name = unsafe withUnsafeBytes(of: host.pointee.host_and_port) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
      unsafe next = unsafe UnsafePointer(host.pointee.next)
    }
    return names.joined(separator: ",")
  }

  var database: String? {
    guard let name = unsafe mongoc_uri_get_database(pointer) else { return nil }
    return unsafe String(cString: name)
  }

  var user: String? {
    guard let name = unsafe mongoc_uri_get_username(pointer) else { return nil }
    return unsafe String(cString: name)
  }
}
