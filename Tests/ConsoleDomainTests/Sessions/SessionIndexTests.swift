import ConsoleDomain
import Testing

@Suite struct SessionIndexTests {
  @Test(arguments: [0, 1, 7, 8191, 8192, 8193, 20_000])
  func givesBackEveryRowAsItWasAppended(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let rows = (0..<count).map { SessionSamples.randomRow($0, using: &generator) }
    let snapshot = SessionSamples.snapshot(rows)
    #expect(snapshot.count == count)
    for (number, row) in rows.enumerated() where snapshot.row(number) != row {
      Issue.record("row \(number) differs")
    }
  }

  @Test func keepsTheFirstOfTwoReadingsOfOneKey() {
    var builder = SessionIndexBuilder(scan: 1)
    #expect(builder.append(SessionSamples.row("a", ip: "10.0.0.1")) == .added)
    #expect(builder.append(SessionSamples.row("a", ip: "10.0.0.2")) == .duplicate)
    #expect(builder.count == 1)
    let snapshot = builder.snapshot(progress: SessionSamples.complete(1))
    #expect(snapshot.row(0).ip == "10.0.0.1")
  }

  @Test func findsDuplicatesAcrossSealedSegments() {
    var generator = SeededGenerator(seed: 3)
    let rows = (0..<30_000).map { SessionSamples.randomRow($0, using: &generator) }
    var builder = SessionIndexBuilder(scan: 1)
    for row in rows { builder.append(row) }
    #expect(rows.allSatisfy { builder.append($0) == .duplicate })
    #expect(builder.count == rows.count)
  }

  @Test func theSameSidUnderAnotherPrefixIsAnotherSession() {
    var builder = SessionIndexBuilder(scan: 1)
    var row = SessionSamples.row("a")
    builder.append(row)
    row.id.namespace = "sess2:"
    #expect(builder.append(row) == .added)
  }

  @Test func sidsMayBeAnyBytes() {
    let ids: [[UInt8]] = [[], [0], [0, 0], [0xFF, 0xFE], [0x1B, 0x5B, 0x41], Array("é".utf8)]
    var builder = SessionIndexBuilder(scan: 1)
    for bytes in ids {
      var row = SessionSamples.row("x")
      row.id.bytes = bytes
      #expect(builder.append(row) == .added)
    }
    let snapshot = builder.snapshot(progress: SessionSamples.complete(ids.count))
    #expect((0..<snapshot.count).map { snapshot.row($0).id.bytes } == ids)
  }

  @Test func refusesAnAbsurdlyLongSid() {
    var builder = SessionIndexBuilder(scan: 1)
    var row = SessionSamples.row("x")
    row.id.bytes = [UInt8](repeating: 0x61, count: SessionIndexBuilder.sidLimit + 1)
    #expect(builder.append(row) == .oversized)
    #expect(builder.count == 0)
  }

  @Test func anEarlierSnapshotStaysAsItWas() {
    var builder = SessionIndexBuilder(scan: 1)
    var generator = SeededGenerator(seed: 9)
    let rows = (0..<10_000).map { SessionSamples.randomRow($0, using: &generator) }
    for row in rows.prefix(100) { builder.append(row) }
    let early = builder.snapshot(progress: SessionSamples.complete(100))
    for row in rows.dropFirst(100) { builder.append(row) }
    let late = builder.snapshot(progress: SessionSamples.complete(10_000))
    #expect(early.count == 100)
    #expect((0..<100).allSatisfy { early.row($0) == rows[$0] && late.row($0) == rows[$0] })
    #expect(late.count == 10_000)
  }

  @Test func millionsOfDistinctLongAgentsCostWhatShortOnesDo() {
    var builder = SessionIndexBuilder(scan: 1)
    for number in 0..<SessionSnapshot.segmentSize {
      builder.append(
        SessionSamples.row("s\(number)", agent: "\(number) " + String(repeating: "é", count: 1024))
      )
    }
    let snapshot = builder.snapshot(progress: SessionSamples.complete(builder.count))
    #expect(snapshot.row(8000).agent?.unicodeScalars.count == 200)
    #expect(snapshot.segments[0].footprint < SessionSnapshot.segmentSize * 520)
  }

  @Test func aRowTakesAtMost150Bytes() {
    var builder = SessionIndexBuilder(scan: 1)
    let agents = (0..<40).map { "Mozilla/5.0 (X11; Linux x86_64) Chrome/\($0).0" }
    for number in 0..<SessionSnapshot.segmentSize * 4 {
      let tail = String(1_000_000 + number)
      builder.append(
        SessionSamples.row(
          "FEvnqkQha2GBLStIVo150oeD0" + tail,
          user: "64f0c0ffee64f0c0f" + tail,
          organization: "64f0c0ffee64f0c0ffee00a\(number % 9)",
          role: "member",
          ip: "10.\(number % 9).\(number % 251).\(number % 13)",
          agent: agents[number % 40],
          age: .seconds(number),
          idle: .seconds(1)
        )
      )
    }
    let snapshot = builder.snapshot(progress: SessionSamples.complete(builder.count))
    let bytes = snapshot.segments.reduce(0) { $0 + $1.footprint }
    #expect(bytes / snapshot.count <= 150, "\(bytes / snapshot.count) bytes a row")
  }

  @Test func columnsSayWhatTheRowsSay() {
    var generator = SeededGenerator(seed: 5)
    let segment = SessionSegment(
      rows: (0..<500).map { SessionSamples.randomRow($0, using: &generator) }
    )
    func text(_ code: UInt16) -> String? {
      code == SessionSegment.absent ? nil : segment.texts.string(code)
    }
    for index in 0..<segment.count {
      let row = segment.row(index)
      #expect(text(segment.userCode(index)) == row.userID)
      #expect(text(segment.organizationCode(index)) == row.organizationID)
      #expect(text(segment.roleCode(index)) == row.role)
      #expect(text(segment.ipCode(index)) == row.ip)
      #expect(text(segment.agentCode(index)) == row.agent)
      #expect(Array(segment.sid(index)) == row.id.bytes)
      #expect(segment.flags(index) == row.flags)
      #expect(Int(segment.size(index)) == row.bytes)
    }
  }
}
