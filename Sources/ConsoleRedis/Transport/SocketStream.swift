import Glibc

/// A connected, non-blocking TCP or unix socket.
package final class SocketStream: ByteStream {
  package let descriptor: Int32

  /// Takes over a descriptor that is connected and non-blocking; it is closed with the stream.
  package init(taking descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    _ = Glibc.close(descriptor)
  }

  /// Reads what has arrived, at most as much as the buffer holds.
  package func read(into buffer: inout [UInt8]) -> StreamProgress {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { space in
        unsafe recv(descriptor, space.baseAddress, space.count, 0)
      }
      if count > 0 { return .moved(count) }
      if count == 0 { return .closed(errno: 0) }
      if let progress = Self.progress(after: errno, wanting: .read) { return progress }
    }
  }

  /// Hands the kernel as much as it takes right now.
  package func write(_ bytes: ArraySlice<UInt8>) -> StreamProgress {
    while true {
      // MSG_NOSIGNAL: a server that is gone must end the call, not the process by SIGPIPE.
      let count = unsafe bytes.withUnsafeBytes { piece in
        unsafe send(descriptor, piece.baseAddress, piece.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { return .moved(count) }
      if let progress = Self.progress(after: errno, wanting: .write) { return progress }
    }
  }

  /// nil for a call that a signal interrupted: try again.
  private static func progress(after error: Int32, wanting: Readiness) -> StreamProgress? {
    switch error {
    case EINTR: nil
    case EAGAIN: .wants(wanting)
    default: .closed(errno: error)
    }
  }
}
