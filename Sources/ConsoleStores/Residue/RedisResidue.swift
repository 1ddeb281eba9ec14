import ConsoleDomain
import ConsoleRedis
import ConsoleText

/// Searches the names of all keys, and the values of sessions and limiters, for a subject's values.
struct RedisResidue: Sendable {
  /// Keys that SCAN looks at in one step.
  private static let step = 500
  /// Values are read up to 64 KiB each: so many are in memory at once.
  private static let valuesAtOnce = 100
  /// Most keys that are looked at.
  static let keyLimit = 2_000_000
  private static let deadline: Duration = .seconds(10)

  let client: RedisClient
  let profile: Profile
  let needles: NeedleSet
  let end: SearchEnd

  func search() async -> (area: ResidueReport.Area, places: [ResidueReport.Place]) {
    var area = ResidueReport.Area(name: "Redis")
    var places: [ResidueReport.Place] = []
    do throws(RedisFailure) {
      let size = try await client.send(
        RedisCommand("DBSIZE"),
        on: .scan,
        deadline: Self.deadline
      )
      area.estimatedTotal = size.integer.map { Int($0) }
      var cursor = Array("0".utf8)
      repeat {
        if let reason = end.reason {
          area.incomplete = reason
          return (area, places)
        }
        guard area.searched < Self.keyLimit else {
          area.incomplete = "only \(Self.keyLimit) keys were searched"
          return (area, places)
        }
        let replies = try await client.pipeline(
          [.scan(cursor, matching: [], count: Self.step)],
          on: .scan,
          deadline: Self.deadline
        )
        let page = try ScanPage(replies[0])
        area.searched += page.keys.count
        places += page.keys.filter(needles.matches).map { place(of: $0, path: "") }
        places += try await inValues(of: page.keys, &area)
        cursor = page.cursor
      } while cursor != Array("0".utf8)
    } catch {
      area.incomplete = "it could not be read to its end"
    }
    return (area, places)
  }

  /// Values of the families that the profile names: what other keys hold is the backend's own matter.
  private func inValues(
    of keys: [[UInt8]],
    _ area: inout ResidueReport.Area
  ) async throws(RedisFailure) -> [ResidueReport.Place] {
    let known = keys.filter { key in prefixes.contains { key.starts(with: $0.utf8) } }
    guard !known.isEmpty else { return [] }
    var places: [ResidueReport.Place] = []
    for start in stride(from: 0, to: known.count, by: Self.valuesAtOnce) {
      let part = known[start..<min(start + Self.valuesAtOnce, known.count)]
      let replies = try await client.pipeline(
        part.map { .head(of: $0, bytes: RedisSessionReader.headLimit) },
        on: .scan,
        deadline: Self.deadline
      )
      for (key, reply) in zip(part, replies) {
        if case .error(let error) = reply {
          // A set under such a name has no text of a session; anything else was not searched.
          if error.code != "WRONGTYPE" { area.incomplete = "some values may not be read" }
          continue
        }
        guard let value = reply.bytes else { continue }
        if value.count >= RedisSessionReader.headLimit {
          area.incomplete = "of long values \(RedisSessionReader.headLimit) bytes were searched"
        }
        if needles.matches(value) { places.append(place(of: key, path: "value")) }
      }
    }
    return places
  }

  private var prefixes: [String] {
    profile.sessions.prefixes + profile.limitersInClear.map(\.limiter.prefix)
  }

  /// The family of a key: its name is, or leads to, what must not be shown.
  private func place(of key: [UInt8], path: String) -> ResidueReport.Place {
    let known = prefixes.filter { key.starts(with: $0.utf8) }.max { $0.utf8.count < $1.utf8.count }
    let parts = key.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    // Where no family is known, the parts before the first that holds a value.
    let clear = parts.dropLast().prefix { !needles.matches(Array($0)) }
    let family = known ?? clear.map { String(decoding: $0, as: UTF8.self) + ":" }.joined()
    return ResidueReport.Place(area: "Redis", id: SafeText.of(family) + "…", path: path)
  }
}
