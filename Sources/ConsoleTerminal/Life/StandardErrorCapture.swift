import CTerminalGuard
import ConsoleText
import Glibc

/// Keeps what libraries print to standard error off the screen, and prints it afterwards.
///
/// Swift's `fatalError` and C libraries write there without asking.
struct StandardErrorCapture: ~Copyable {
  /// The most bytes replayed: the end counts.
  private static let replayLimit = 16 * 1024

  private let original: Int32
  /// Our file in memory; -1 when the text goes to a file of the caller's.
  private let memory: Int32

  /// Diverts descriptor 2; nil when the system has no descriptor left, and nothing changed then.
  init?(to file: Int32?) {
    let memory = file == nil ? ctguard_memory_file() : -1
    let target = file ?? memory
    let original = fcntl(2, F_DUPFD_CLOEXEC, 3)
    guard target >= 0, original >= 0, dup2(target, 2) == 2 else {
      if memory >= 0 { close(memory) }
      if original >= 0 { close(original) }
      return nil
    }
    self.original = original
    self.memory = memory
  }

  /// Gives standard error back and prints what was kept, sanitised.
  consuming func finish() {
    dup2(original, 2)
    guard memory >= 0 else { return }
    for line in kept().split(separator: UInt8(ascii: "\n")) {
      var output = Array(SafeText.of(bytes: line).utf8)
      output.append(UInt8(ascii: "\n"))
      _ = unsafe write(2, output, output.count)
    }
  }

  private borrowing func kept() -> [UInt8] {
    let length = lseek(memory, 0, SEEK_END)
    guard length > 0 else { return [] }
    let start = max(0, length - Self.replayLimit)
    var bytes = [UInt8](repeating: 0, count: length - start)
    let count = unsafe pread(memory, &bytes, bytes.count, start)
    return Array(bytes.prefix(max(0, count)))
  }

  deinit {
    close(original)
    if memory >= 0 { close(memory) }
  }
}
