import ConsoleSystem
import Glibc

/// A socket for datagrams in the file system, such as a daemon for the machine's log reads.
package struct DatagramReceiver: ~Copyable {
  private let descriptor: FileDescriptor

  /// Listens at a path that is not there yet.
  package init(path: String) throws {
    descriptor = try WireSocket.bound(to: .unix(path), type: SOCK_DGRAM)
  }

  /// The next datagram; nil when none comes in time.
  package func next(within deadline: Duration = .seconds(30)) async -> String? {
    let number = descriptor.number
    var found: [UInt8]?
    _ = await eventually(within: deadline) {
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe recv(number, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      }
      if count >= 0 { found = Array(bytes.prefix(count)) }
      return found != nil
    }
    return found.map { String(decoding: $0, as: UTF8.self) }
  }
}
