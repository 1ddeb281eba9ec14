import Glibc

/// Standard output or standard error, written whole and unbuffered.
///
/// With SIGPIPE ignored (`ProcessSignal.ignoreBrokenPipe`), a reader that went away is an answer here.
package enum StandardStream: Sendable {
  case output
  case error

  /// How a write ended.
  package enum Result: Hashable, Sendable {
    case written
    /// The other end was closed (`holdfast … | head`): stop quietly.
    case readerGone
    case failed(SystemFailure)
  }

  /// Writes all bytes.
  @discardableResult
  package func write(_ bytes: some Collection<UInt8>) -> Result {
    let contiguous = ContiguousArray(bytes)
    var written = 0
    while written < contiguous.count {
      let count = unsafe contiguous.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe Glibc.write(number, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitUntilWritable()
      case EPIPE: return .readerGone
      default: return .failed(SystemFailure("write"))
      }
    }
    return .written
  }

  /// Writes text as UTF-8.
  @discardableResult
  package func write(_ text: String) -> Result {
    write(text.utf8)
  }

  /// Whether the stream is a terminal.
  package var isTerminal: Bool { isatty(number) == 1 }

  private var number: Int32 {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }

  /// Another process sharing the terminal may have left it non-blocking.
  private func waitUntilWritable() {
    var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    unsafe poll(&request, 1, 1000)
  }
}

/// Standard input as the program found it.
package enum StandardInput {
  /// Whether a person types here.
  package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Everything up to the end, at most `limit` bytes; more is refused with `EFBIG`.
  package static func read(limit: Int) throws(SystemFailure) -> [UInt8] {
    let copy = try systemCall("dup") { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) }
    let descriptor = FileDescriptor(owning: copy)
    let bytes = try descriptor.read(upTo: limit + 1)
    guard bytes.count <= limit else { throw SystemFailure("read", code: EFBIG) }
    return bytes
  }
}
