import ConsoleSystem
import Glibc

/// The few socket calls that a proxy needs.
enum WireSocket {
  struct Failure: Error {
    var call: String
    var code: Int32
  }

  static func listen(at address: WireProxy.Address) throws -> FileDescriptor {
    let socket = try bound(to: address, type: SOCK_STREAM)
    try check("listen", Glibc.listen(socket.number, 64))
    return socket
  }

  /// The port that a socket of TCP got, where it asked for any with port 0: one that is looked for first
  /// may be gone by then.
  static func port(of descriptor: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length)
      }
    }
    try check("getsockname", result)
    return UInt16(bigEndian: address.sin_port)
  }

  static func bound(
    to address: WireProxy.Address,
    type: __socket_type
  ) throws -> FileDescriptor {
    let socket = try open(address, type)
    try unsafe check("bind", withAddress(address) { unsafe bind(socket.number, $0, $1) })
    return socket
  }

  static func connect(to address: WireProxy.Address) throws -> FileDescriptor {
    let socket = try open(address, SOCK_STREAM)
    try unsafe check(
      "connect",
      withAddress(address) { unsafe Glibc.connect(socket.number, $0, $1) }
    )
    return socket
  }

  /// The next bytes; nil at the end or when the connection broke.
  static func read(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    }
    guard count > 0 else { return nil }
    return Array(bytes.prefix(count))
  }

  /// Sends all bytes; false when the other end is gone, which must not end this process by a signal.
  static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor,
          buffer.baseAddress,
          buffer.count,
          Int32(MSG_NOSIGNAL)
        )
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Wakes whoever waits on the socket.
  static func shutDown(_ descriptor: Int32) {
    Glibc.shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private static func open(
    _ address: WireProxy.Address,
    _ type: __socket_type
  ) throws -> FileDescriptor {
    let family: Int32
    switch address {
    case .tcp: family = AF_INET
    case .unix: family = AF_UNIX
    }
    let number = socket(family, Int32(type.rawValue) | O_CLOEXEC, 0)
    try check("socket", number)
    return FileDescriptor(owning: number)
  }

  private static func check(_ call: String, _ value: Int32) throws {
    if value < 0 { throw Failure(call: call, code: errno) }
  }

  private static func withAddress(
    _ address: WireProxy.Address,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    switch address {
    case .tcp(let port):
      var tcp = sockaddr_in()
      tcp.sin_family = sa_family_t(AF_INET)
      tcp.sin_port = port.bigEndian
      tcp.sin_addr = in_addr(s_addr: INADDR_LOOPBACK.bigEndian)
      return unsafe withBytes(of: &tcp, body)
    case .unix(let path):
      var unix = sockaddr_un()
      unix.sun_family = sa_family_t(AF_UNIX)
      unsafe withUnsafeMutableBytes(of: &unix.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
      return unsafe withBytes(of: &unix, body)
    }
  }

  private static func withBytes<Value>(
    of value: inout Value,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    unsafe withUnsafePointer(to: &value) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<Value>.size))
      }
    }
  }
}
