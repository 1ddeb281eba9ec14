/// Prints machine records as one JSON array or one object a line, in bounded memory.
struct RecordPrinter {
  private static let chunk = 1 << 16

  private let isArray: Bool
  private var buffer: [UInt8] = []
  private var count = 0

  /// Begins the output; `format` must not be text.
  init(_ format: OutputFormat) {
    isArray = format == .json
    if isArray { buffer.append(UInt8(ascii: "[")) }
  }

  /// Prints one record alone.
  static func print(_ record: String, _ format: OutputFormat) throws {
    var printer = RecordPrinter(format)
    try printer.print(record)
    try printer.finish()
  }

  /// Adds one record, a JSON text.
  mutating func print(_ record: String) throws {
    if isArray { buffer.append(contentsOf: (count == 0 ? "\n" : ",\n").utf8) }
    buffer.append(contentsOf: record.utf8)
    if !isArray { buffer.append(UInt8(ascii: "\n")) }
    count += 1
    if buffer.count > Self.chunk { try flush() }
  }

  /// Ends the output.
  mutating func finish() throws {
    if isArray { buffer.append(contentsOf: (count == 0 ? "]\n" : "\n]\n").utf8) }
    try flush()
  }

  private mutating func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    try DataOutput.write(buffer)
  }
}
