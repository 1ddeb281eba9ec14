/// A file that only grows: one line a record, on disk before `append` returns.
///
/// Each record goes out in one `write` on an `O_APPEND` descriptor, so that several processes can share
/// the file. It holds no state but the descriptor and may be used from any thread.
package struct AppendJournal: ~Copyable, Sendable {
  package let path: String
  private let descriptor: FileDescriptor

  /// Opens or creates the file with mode 0600; a link at the path is refused.
  package init(path: String) throws(SystemFailure) {
    self.path = path
    descriptor = try FileDescriptor(appendingTo: path)
  }

  /// Adds one line and flushes it; `line` must not contain a newline.
  package func append(line: String) throws(SystemFailure) {
    precondition(!line.utf8.contains(UInt8(ascii: "\n")), "a journal record is one line")
    try descriptor.write(Array(line.utf8) + [UInt8(ascii: "\n")], path: path)
    try descriptor.synchronize(path: path)
  }
}
