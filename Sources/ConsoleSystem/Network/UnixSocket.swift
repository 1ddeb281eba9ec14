import Glibc

/// Sockets in the file system.
package enum UnixSocket {
  /// Longest path the kernel takes, in bytes (`sun_path` less its terminator).
  package static let longestPath = 107

  /// Whether something accepts connections at the path right now.
  package static func accepts(_ path: String) -> Bool {
    (try? connect(to: path, type: SOCK_STREAM)) != nil
  }

  /// A socket whose other end is the one at the path.
  static func connect(
    to path: String,
    type: __socket_type
  ) throws(SystemFailure) -> FileDescriptor {
    let bytes = Array(path.utf8)
    guard bytes.count <= longestPath else {
      throw SystemFailure("connect", path: path, code: ENAMETOOLONG)
    }
    let kind = Int32(type.rawValue) | O_CLOEXEC
    let descriptor = FileDescriptor(
      owning: try systemCall("socket") { socket(AF_UNIX, kind, 0) }
    )
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let number = descriptor.number
    try systemCall("connect", path: path) {
      unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe Glibc.connect(number, $0, length)
        }
      }
    }
    return descriptor
  }
}
