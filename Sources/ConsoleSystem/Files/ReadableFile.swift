import Glibc

/// A file that is open for reading piece by piece, from any place and from any thread.
///
/// The descriptor keeps its file: one that was renamed or removed is still read to its end.
package final class ReadableFile: Sendable {
  package let path: String
  private let descriptor: FileDescriptor

  private var descriptorNumber: Int32 { descriptor.number }

  /// Opens a file.
  package init(_ path: String) throws(SystemFailure) {
    self.path = path
    descriptor = try FileDescriptor(opening: path, flags: O_RDONLY)
  }

  /// Reads a descriptor that is open already, and closes it with this object.
  package init(owning descriptor: consuming FileDescriptor, path: String) {
    self.path = path
    self.descriptor = descriptor
  }

  /// Standard input as a file of its own.
  package static func standardInput() throws(SystemFailure) -> ReadableFile {
    let copy = try systemCall("dup") { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) }
    return ReadableFile(owning: FileDescriptor(owning: copy), path: "-")
  }

  /// Fills a part of a buffer with what stands at an offset, or comes next in a stream; 0: the end.
  package func read(
    into buffer: inout [UInt8],
    _ range: Range<Int>,
    at offset: Int64?
  ) throws(SystemFailure) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
    return try systemCall("read", path: path) {
      unsafe buffer.withUnsafeMutableBytes { bytes in
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
        guard let offset else {
          return unsafe Glibc.read(descriptor.number, part.baseAddress, part.count)
        }
        return unsafe pread(descriptor.number, part.baseAddress, part.count, off_t(offset))
      }
    }
  }

  /// Which file it is, and how long now.
  package func facts() throws(SystemFailure) -> FileFacts {
    var facts = stat()
    try systemCall("fstat", path: path) { unsafe fstat(descriptor.number, &facts) }
    return FileFacts(facts)
  }
}

/// Which file stands behind a name: two names with the same device and number mean one file.
package struct FileFacts: Hashable, Sendable {
  package var device: UInt64
  package var number: UInt64
  package var bytes: Int64
  /// Whether it has places to read from; a pipe has not.
  package var isRegular: Bool

  init(_ facts: stat) {
    device = UInt64(facts.st_dev)
    number = UInt64(facts.st_ino)
    bytes = Int64(facts.st_size)
    isRegular = facts.st_mode & S_IFMT == S_IFREG
  }

  /// What stands at a path now; fails where there is nothing.
  package init(path: String) throws(SystemFailure) {
    var facts = stat()
    try systemCall("stat", path: path) { unsafe stat(path, &facts) }
    self.init(facts)
  }

  /// Whether both are one file, however it has grown.
  package func isSameFile(as other: FileFacts) -> Bool {
    device == other.device && number == other.number
  }
}

extension ReadableFile {
  /// Whether a read would answer at once, with bytes or with the end of a stream.
  package var isReady: Bool {
    var request = pollfd(fd: descriptorNumber, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, 0) > 0
  }
}
