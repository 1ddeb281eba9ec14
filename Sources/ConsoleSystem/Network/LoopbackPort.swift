import Glibc

/// TCP ports on 127.0.0.1.
package enum LoopbackPort {
  /// A port nobody listens on right now; another process may take it before it is used, so callers retry.
  package static func free() throws(SystemFailure) -> UInt16 {
    let socket = FileDescriptor(
      owning: try systemCall("socket") {
        Glibc.socket(AF_INET, streamType, 0)
      }
    )
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try systemCall("bind") {
      unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe bind(socket.number, $0, length)
        }
      }
    }
    try systemCall("getsockname") {
      unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe getsockname(socket.number, $0, &length)
        }
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Whether something accepts connections on the port right now.
  package static func accepts(_ port: UInt16) -> Bool {
    guard let number = try? systemCall("socket", { Glibc.socket(AF_INET, streamType, 0) }) else {
      return false
    }
    let socket = FileDescriptor(owning: number)
    var address = loopback(port: port)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket.number, $0, length) == 0
      }
    }
  }

  private static var streamType: Int32 { Int32(SOCK_STREAM.rawValue) | O_CLOEXEC }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: INADDR_LOOPBACK.bigEndian)
    return address
  }
}
