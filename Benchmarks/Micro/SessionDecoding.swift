import ConsoleDomain
import ConsoleRedis
import ConsoleStores
import ConsoleSystem

/// Decoding session values against a C++ program that reads the same fields with simdjson.
///
/// Ours also makes every text safe for a terminal, reads the times and judges the value.
struct SessionDecoding {
  let client: RedisClient
  /// `baseline/fields`.
  let baseline: BaselineProgram
  let runs: Int

  private static let target = 4.0
  private static let wanted = 20_000
  private static let step = 1000

  func measure() async throws -> Measurement {
    let readings = try await readings()
    let file = File("\(baseline.folder)/values")
    try file.replace(with: Self.listed(readings.map(\.value)))
    let now = Instant(milliseconds: SystemClock.wallMilliseconds())
    var decoder = SessionDecoder(SessionFieldMap(.demo))
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(try await baseline.figure([file.path]))
      let start = SystemClock.monotonic()
      var rows = 0
      for reading in readings where decoder.row(reading, now: now) != nil { rows += 1 }
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
      guard rows == readings.count else {
        throw BenchmarkFailure(description: "\(rows) of \(readings.count) values were decoded")
      }
    }
    return Measurement(
      name: "decode \(readings.count) values",
      ours: ours,
      baseline: theirs,
      target: Self.target
    )
  }

  private func readings() async throws -> [SessionReading] {
    var readings: [SessionReading] = []
    var cursor = Array("0".utf8)
    repeat {
      let page = try await client.send(
        RedisCommand("SCAN", cursor, "MATCH", "sess:*", "COUNT", Self.step)
      )
      guard let parts = page.elements, parts.count == 2, let next = parts[0].bytes else { break }
      cursor = next
      let keys = parts[1].elements?.compactMap(\.bytes) ?? []
      let values = try await client.pipeline(keys.map { RedisCommand("GET", $0) })
      for (key, value) in zip(keys, values) {
        guard let bytes = value.bytes else { continue }
        readings.append(
          SessionReading(
            id: SessionID(namespace: "sess:", bytes: Array(key.dropFirst(5))),
            value: bytes,
            length: bytes.count,
            remaining: 60_000
          )
        )
      }
    } while cursor != Array("0".utf8) && readings.count < Self.wanted
    return readings
  }

  /// Each value behind its length, four bytes with the lowest first.
  private static func listed(_ values: [[UInt8]]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.count >> (8 * $0)) } + value
    }
  }
}
