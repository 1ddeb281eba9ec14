import Glibc

/// An open descriptor with one owner; it is closed when the owner goes away.
package struct FileDescriptor: ~Copyable, Sendable {
  /// The number to hand to a system call while this value lives.
  package let number: Int32

  /// Takes ownership of an open descriptor.
  package init(owning number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }

  /// Opens a file; descriptors are never inherited by children.
  package init(opening path: String, flags: Int32, mode: UInt32 = 0o600) throws(SystemFailure) {
    number = try systemCall("open", path: path) { unsafe open(path, flags | O_CLOEXEC, mode) }
  }

  /// Opens or creates a file of mode 0600 that grows at its end alone; a link at the path is refused.
  package init(appendingTo path: String) throws(SystemFailure) {
    try self.init(opening: path, flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW)
  }

  /// Writes all bytes, however many calls it takes.
  package func write(_ bytes: some Collection<UInt8>, path: String? = nil) throws(SystemFailure) {
    let contiguous = ContiguousArray(bytes)
    var written = 0
    while written < contiguous.count {
      written += try systemCall("write", path: path) {
        unsafe contiguous.withUnsafeBytes { buffer in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
          return unsafe Glibc.write(number, rest.baseAddress, rest.count)
        }
      }
    }
  }

  /// Reads until the end or `limit` bytes, whichever comes first.
  package func read(upTo limit: Int, path: String? = nil) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = try readChunk(upTo: min(64 * 1024, limit - bytes.count), path: path)
      if chunk.isEmpty { break }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  private func readChunk(upTo limit: Int, path: String?) throws(SystemFailure) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: limit)
    let count = try systemCall("read", path: path) {
      unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
      }
    }
    chunk.removeLast(limit - count)
    return chunk
  }

  /// Makes everything written so far survive a power failure.
  package func synchronize(path: String? = nil) throws(SystemFailure) {
    try systemCall("fsync", path: path) { fsync(number) }
  }
}

/// The two ends of a pipe; neither is inherited by children unless it is handed to them.
package struct Pipe: ~Copyable, Sendable {
  /// Where `writer`'s bytes come out; at its end of file every writer is gone.
  package let reader: FileDescriptor
  package let writer: FileDescriptor

  /// Opens a pipe; made of sockets, because `socketpair` can set close-on-exec in the same step and
  /// `pipe` can't: another thread may start a program at any moment.
  package init() throws(SystemFailure) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | O_CLOEXEC
    try systemCall("socketpair") { unsafe socketpair(AF_UNIX, type, 0, &ends) }
    reader = FileDescriptor(owning: ends[0])
    writer = FileDescriptor(owning: ends[1])
  }

  /// Gives the reading end away and closes the writing end here.
  package consuming func takeReader() -> FileDescriptor {
    reader
  }

  /// Gives the writing end away and closes the reading end here.
  package consuming func takeWriter() -> FileDescriptor {
    writer
  }
}
