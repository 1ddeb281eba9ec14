import Glibc

/// TCP ports on 127.0.0.1.
package enum LoopbackPort {
  /// A port nobody listens on right now; another process may take it before it is used, so callers retry.
  package static func free() throws(SystemFailure) -> UInt16 {
    let socket = FileDescriptor(
      owning: try systemCall("socket") {
        Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
      }
    )
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: INADDR_LOOPBACK.bigEndian)
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
}
