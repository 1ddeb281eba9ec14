import ConsoleSystem
import Glibc
package import Logging

/// The log file: one per user, mode 0600, appended to; nothing else may write to the terminal.
package struct LogFile: TextOutputStream, Sendable {
  /// Where the log goes over to `<path>.1` at the next start, in bytes.
  private static let rotationSize: Int64 = 8 << 20

  private let target: Target

  /// Opens `path` for appending and makes its folder (0700) where needed.
  package init(path: String) throws(SettingsFault) {
    let folder = Path.folder(of: path)
    do {
      try Folder(folder).create()
      if let attributes = try? File(path).attributes(), attributes.bytes > Self.rotationSize {
        try File(path).move(to: path + ".1")
      }
      target = Target(
        try FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW)
      )
    } catch {
      throw SettingsFault(
        place: path,
        what: "the log file can't be written (\(error))",
        remedy: "check the rights of \(folder), or set XDG_STATE_HOME to a folder of yours"
      )
    }
  }

  /// Appends a line in one write; a full disk loses the line, never the program.
  package mutating func write(_ string: String) {
    try? target.descriptor.write(Array(string.utf8))
  }

  /// The open descriptor, so that the error output can be led into the log while the screen is up.
  package var descriptor: Int32 { target.descriptor.number }

  /// Makes this file the target of every logger of the process; to be called once.
  package func bootstrap(level: Logger.Level) {
    let file = self
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler(label: label, stream: file)
      handler.logLevel = level
      return handler
    }
  }

  private final class Target: Sendable {
    let descriptor: FileDescriptor

    init(_ descriptor: consuming FileDescriptor) {
      self.descriptor = descriptor
    }
  }
}
