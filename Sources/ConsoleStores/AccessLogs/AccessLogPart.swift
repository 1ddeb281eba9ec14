import ConsoleSystem

/// The lines of a file that begin in a range of its bytes.
struct AccessLogPart: Sendable {
  let file: ReadableFile
  let range: Range<Int64>
  let format: AccessLogFormat
  let statuses: Set<Int>

  /// Bytes that are read at once behind the range, for the end of its last line.
  private static let tail = 4096
  /// Bytes that are read at once: as much as a core's cache holds.
  private static let piece = 256 << 10

  /// Reads them; blocks while the file is read.
  func read() -> Result<AccessLogTally, SystemFailure> {
    var parser = AccessLogParser(format: format, statuses: statuses)
    // The byte before tells whether a line begins with the range.
    var offset = max(0, range.lowerBound - 1)
    var buffer = LineBuffer(isInside: range.lowerBound > 0)
    do throws(SystemFailure) {
      while offset < range.upperBound {
        let limit = min(Self.piece, Int(range.upperBound - offset))
        let count = try buffer.fill(from: file, at: offset, atMost: limit) {
          parser.parse($0, $1)
        }
        if count == 0 { break }
        offset += Int64(count)
      }
      var isDone = buffer.pending == 0
      while !isDone {
        let count = try buffer.fill(from: file, at: offset, atMost: Self.tail) { bytes, lines in
          let end = ByteSearch.first(UInt8(ascii: "\n"), in: bytes, lines) ?? lines.upperBound
          parser.parse(bytes, lines.lowerBound..<end)
          isDone = true
        }
        if count == 0 {
          buffer.finish { parser.parse($0, $1) }
          break
        }
        offset += Int64(count)
        let tooLong = buffer.takeTooLong()
        parser.skip(lines: tooLong)
        if tooLong > 0 { isDone = true }
      }
    } catch {
      return .failure(error)
    }
    parser.skip(lines: buffer.takeTooLong())
    return .success(parser.take())
  }
}
