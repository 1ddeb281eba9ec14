import ConsoleSystem

/// Whole lines out of a file that is read piece by piece, in bounded memory.
struct LineBuffer {
  /// Bytes of the longest line that is read; a longer one is passed over and counted.
  static let longest = 2 << 20

  /// Lines that were passed over since the last call of `takeTooLong`.
  private var tooLong = 0
  private var bytes: [UInt8]
  private var filled = 0
  /// Inside of a line whose beginning was dropped.
  private var isSkipping: Bool

  /// `isInside` says that reading begins somewhere in a line, which belongs to another reader.
  init(isInside: Bool = false) {
    bytes = Array(repeating: 0, count: Self.longest)
    isSkipping = isInside
  }

  /// Bytes of a line whose end is not there yet.
  var pending: Int { filled }

  mutating func takeTooLong() -> Int {
    defer { tooLong = 0 }
    return tooLong
  }

  /// Reads once and hands the whole lines over; answers how many bytes came, 0 at the end.
  mutating func fill(
    from file: ReadableFile,
    at offset: Int64?,
    atMost limit: Int = .max,
    _ parse: (Span<UInt8>, Range<Int>) -> Void
  ) throws(SystemFailure) -> Int {
    let end = min(bytes.count, filled + min(limit, bytes.count))
    let count = try file.read(into: &bytes, filled..<end, at: offset)
    let old = filled
    filled += count
    guard count > 0 else { return 0 }
    guard let last = lastLineEnd(from: old) else {
      if isSkipping { filled = 0 }
      if filled == bytes.count {
        filled = 0
        isSkipping = true
        tooLong += 1
      }
      return count
    }
    var start = 0
    if isSkipping {
      start = (ByteSearch.first(UInt8(ascii: "\n"), in: bytes.span, 0..<filled) ?? last) + 1
      isSkipping = false
    }
    if start <= last { parse(bytes.span, start..<last + 1) }
    let rest = filled - last - 1
    for index in 0..<rest { bytes[index] = bytes[last + 1 + index] }
    filled = rest
    return count
  }

  /// Hands over what is left as a line without an end.
  mutating func finish(_ parse: (Span<UInt8>, Range<Int>) -> Void) {
    if filled > 0, !isSkipping { parse(bytes.span, 0..<filled) }
    filled = 0
    isSkipping = false
  }

  private func lastLineEnd(from old: Int) -> Int? {
    var place = filled
    while place > old {
      place -= 1
      if bytes[place] == UInt8(ascii: "\n") { return place }
    }
    return nil
  }
}
