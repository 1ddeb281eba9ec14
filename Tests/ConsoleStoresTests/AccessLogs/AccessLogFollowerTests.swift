import ConsoleDomain
import ConsoleStores
import ConsoleSystem
import Testing

struct AccessLogFollowerTests {
  private let source = RefusalSource(id: 1, kind: .log, name: "access.log")
  /// 2026-11-24T03:25:00Z.
  private let start = Instant(milliseconds: 1_795_490_700_000)

  private func line(_ client: Int) -> String {
    "203.0.113.\(client) - - [24/Nov/2026:03:25:07 +0000] \"GET /a HTTP/1.1\" 429 5 \"-\" \"-\"\n"
  }

  private func withLog(_ body: (String) throws -> Void) throws {
    let folder = try Folder.temporary(prefix: "holdfast-follow")
    do { try body(folder.path + "/access.log") } catch {
      try folder.removeRecursively()
      throw error
    }
    try folder.removeRecursively()
  }

  private func append(_ text: String, to path: String) throws {
    var bytes = File(path).exists ? try File(path).read(limit: 1 << 20) : []
    bytes += Array(text.utf8)
    // Written in place: a new file of the same name would be a rotation.
    try overwrite(path, bytes)
  }

  private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
    let descriptor = try FileDescriptor(opening: path, flags: 0o1101)
    try descriptor.write(bytes)
  }

  private func clients(_ batch: RefusalBatch) -> [String] {
    batch.refusals.compactMap { $0.address?.text.split(separator: ".").last.map(String.init) }
      .sorted()
  }

  @Test func whatIsWrittenIsToldOnceAndAHalfLineWaits() throws {
    try withLog { path in
      try append(line(1), to: path)
      var follower = AccessLogFollower(source, path: path, statuses: [429])
      let first = follower.poll(now: start)
      #expect(clients(first) == ["1"])
      #expect(first.source.format == "combined")
      let half = line(2).prefix(40)
      try append(line(3) + half, to: path)
      let second = follower.poll(now: start.advanced(by: .seconds(1)))
      #expect(clients(second) == ["3"])
      try append(String(line(2).dropFirst(40)), to: path)
      let third = follower.poll(now: start.advanced(by: .seconds(2)))
      #expect(clients(third) == ["2"])
      let fourth = follower.poll(now: start.advanced(by: .seconds(3)))
      #expect(clients(fourth).isEmpty)
      #expect(
        fourth.recorded == start.advanced(by: .seconds(2))..<start.advanced(by: .seconds(3))
      )
    }
  }

  @Test func aRotatedLogIsReadToItsEndBeforeTheNewOne() throws {
    try withLog { path in
      try append(line(1), to: path)
      var follower = AccessLogFollower(source, path: path, statuses: [429])
      let first = follower.poll(now: start)
      #expect(clients(first) == ["1"])
      try append(line(2), to: path)
      try File(path).move(to: path + ".1")
      try append(line(3), to: path + ".1")
      let between = follower.poll(now: start)
      #expect(clients(between) == ["2", "3"])
      #expect(between.source.problem == nil)
      try append(line(4), to: path + ".1")
      try append(line(5), to: path)
      let both = follower.poll(now: start)
      #expect(clients(both) == ["4", "5"])
    }
  }

  @Test func aLogThatWasCutIsBegunWithAnew() throws {
    try withLog { path in
      try append(line(1) + line(2), to: path)
      var follower = AccessLogFollower(source, path: path, statuses: [429])
      let first = follower.poll(now: start)
      #expect(clients(first) == ["1", "2"])
      try overwrite(path, Array(line(3).utf8))
      let second = follower.poll(now: start)
      #expect(clients(second) == ["3"])
    }
  }

  @Test func aMissingLogIsAProblemUntilItIsThereAndNoZero() throws {
    try withLog { path in
      var follower = AccessLogFollower(source, path: path, statuses: [429])
      let missing = follower.poll(now: start)
      #expect(missing.source.problem != nil)
      #expect(missing.recorded == nil)
      try append(line(1), to: path)
      let there = follower.poll(now: start)
      #expect(there.source.problem == nil)
      #expect(clients(there) == ["1"])
    }
  }

  @Test func aClockThatIsSetBackRecordsNoTimeTwice() throws {
    try withLog { path in
      try append(line(1), to: path)
      var follower = AccessLogFollower(source, path: path, statuses: [429])
      _ = follower.poll(now: start.advanced(by: .seconds(3_600)))
      let back = follower.poll(now: start)
      #expect(back.recorded == nil)
      let on = follower.poll(now: start.advanced(by: .seconds(1)))
      #expect(on.recorded == start..<start.advanced(by: .seconds(1)))
    }
  }
}
