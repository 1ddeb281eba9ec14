import ArgumentParser
import ConsoleSystem
import ConsoleText

/// Data on standard output; messages go to standard error (`Complaint`).
enum DataOutput {
  /// Writes bytes as they are; a reader that went away (`| head`) ends the command without a complaint.
  static func write(_ bytes: some Collection<UInt8>) throws {
    switch StandardStream.output.write(bytes) {
    case .written: return
    case .readerGone: throw ExitCode.success
    case .failed(let failure):
      Complaint.print("standard output can't be written: \(failure)")
      throw ExitStatus.unknown
    }
  }

  /// Writes lines of text, whatever in them could act on a terminal made harmless.
  static func write(lines: [String]) throws {
    try write(lines.map { SafeText.of($0) + "\n" }.joined().utf8)
  }
}
