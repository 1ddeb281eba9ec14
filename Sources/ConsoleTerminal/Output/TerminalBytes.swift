import CNCurses
import Glibc

/// Bytes to and from the terminal past curses, which keeps nothing back between two refreshes.
enum TerminalBytes {
  /// Asks the terminal to mark pasted text, so that it is never taken for keys.
  static let enter = Array("\u{1B}[?2004h".utf8)
  static let leave = Array("\u{1B}[?2004l".utf8)

  /// Writes all of it, or as much as the terminal takes before it fails.
  static func write(_ bytes: [UInt8], to output: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(output, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits for something to read, at most so many milliseconds; a signal may end that early.
  static func isReadable(_ input: Int32, within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, milliseconds) > 0
  }

  /// Readable without a byte to read, or hung up: the terminal is gone.
  static func isClosed(_ input: Int32) -> Bool {
    var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, 0) > 0 else { return false }
    if request.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
    return cncurses_bytes_waiting(input) <= 0
  }
}
