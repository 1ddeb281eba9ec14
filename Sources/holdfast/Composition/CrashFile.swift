import ConsoleSystem
import ConsoleTerminal
import Foundation

/// The file that takes the frame addresses of a crash; it stays open as long as this lives.
///
/// It is opened beforehand because a process that is dying can't be trusted to.
final class CrashFile: Sendable {
  private let descriptor: FileDescriptor

  /// Opens it for appending, mode 0600; without it a crash leaves no addresses, and that is all.
  init?(path: String) {
    do throws(SystemFailure) {
      descriptor = try FileDescriptor(
        opening: path,
        flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW
      )
    } catch {
      return nil
    }
    CrashGuard.report(to: descriptor.number)
  }
}
