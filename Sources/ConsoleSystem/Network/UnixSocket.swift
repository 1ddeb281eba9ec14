import Glibc

/// Stream sockets in the file system.
package enum UnixSocket {
  /// Longest path the kernel takes, in bytes (`sun_path` less its terminator).
  package static let longestPath = 107

  /// Whether something accepts connections at the path right now.
  package static func accepts(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    let type = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
    guard bytes.count <= longestPath,
      let number = try? systemCall("socket", { socket(AF_UNIX, type, 0) })
    else { return false }
    let descriptor = FileDescriptor(owning: number)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor.number, $0, length) == 0
      }
    }
  }
}
