import CNCurses
import CTerminalGuard
import Glibc

/// Curses' screen and the two C streams it reads and writes; freed together.
///
/// Belongs to the main thread. The streams are on descriptors of their own, so that closing them
/// leaves the caller's open.
@safe
struct CursesScreenHandle: ~Copyable {
  private let screen: OpaquePointer
  private let reader: UnsafeMutablePointer<FILE>
  private let writer: UnsafeMutablePointer<FILE>

  /// The descriptor that frames are written to, which a crash turns away from the terminal.
  var drawing: Int32 { unsafe fileno(writer) }

  /// Opens a terminal of a type; nil when terminfo does not know it.
  init?(type: String, input: Int32, output: Int32) {
    guard let reader = unsafe Self.stream(on: input, "r") else { return nil }
    guard let writer = unsafe Self.stream(on: output, "w") else {
      unsafe fclose(reader)
      return nil
    }
    // An empty name would make curses look at TERM itself.
    guard !type.isEmpty, let screen = unsafe cncurses_newterm(type, writer, reader) else {
      unsafe fclose(reader)
      unsafe fclose(writer)
      return nil
    }
    unsafe (self.screen, self.reader, self.writer) = unsafe (screen, reader, writer)
    unsafe ctguard_set_drawing(fileno(writer))
  }

  private static func stream(on descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { return nil }
    if let stream = unsafe fdopen(copy, mode) { return unsafe stream }
    close(copy)
    return nil
  }

  deinit {
    ctguard_set_drawing(-1)
    unsafe delscreen(screen)
    unsafe fclose(reader)
    unsafe fclose(writer)
  }
}
