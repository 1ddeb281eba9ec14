import ArgumentParser
import ConsoleSystem

/// Prints machine records as one JSON array or one object a line, in bounded memory.
struct RecordPrinter {
  private let format: OutputFormat
  private var buffer: [UInt8] = []
  private var count = 0

  /// Begins the output; `format` must not be text.
  init(_ format: OutputFormat) {
    self.format = format
    if format == .json { buffer.append(UInt8(ascii: "[")) }
  }

  /// Adds one record, a JSON text.
  mutating func print(_ record: String) throws {
    switch format {
    case .json: buffer.append(contentsOf: (count == 0 ? "\n" : ",\n").utf8)
    case .ndjson, .text: break
    }
    buffer.append(contentsOf: record.utf8)
    if format != .json { buffer.append(UInt8(ascii: "\n")) }
    count += 1
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Ends the output.
  mutating func finish() throws {
    if format == .json { buffer.append(contentsOf: (count == 0 ? "]\n" : "\n]\n").utf8) }
    try flush()
  }

  /// A reader that went away (`| head`) ends the command without a complaint.
  private mutating func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    switch StandardStream.output.write(buffer) {
    case .written: return
    case .readerGone: throw ExitCode.success
    case .failed(let failure):
      Complaint.print("standard output can't be written: \(failure)")
      throw ExitStatus.unknown
    }
  }
}
