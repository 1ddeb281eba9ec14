import ConsoleSystem
import ConsoleTerminal
import Foundation

/// The file that takes the frame addresses of a crash; it stays open as long as this lives.
///
/// It is opened beforehand because a process that is dying can't be trusted to.
final class CrashFile: Sendable {
  /// Where it starts afresh: some 600 reports, of which nobody needs the oldest.
  private static let limit: Int64 = 1 << 20

  private let descriptor: FileDescriptor

  /// Opens it for appending, mode 0600; without it a crash leaves no addresses, and that is all.
  ///
  /// A report is never more than 2 KiB, so that looking at the size here alone bounds the file.
  init?(path: String) {
    let isFull = ((try? File(path).attributes())?.bytes ?? 0) >= Self.limit
    let afresh = isFull ? O_TRUNC : 0
    do throws(SystemFailure) {
      descriptor = try FileDescriptor(
        opening: path,
        flags: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | afresh
      )
    } catch {
      return nil
    }
    CrashGuard.report(to: descriptor.number)
  }
}
