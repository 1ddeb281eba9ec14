import ConsoleDomain
import ConsoleStores
import ConsoleSystem
import Testing

struct AccessLogReadingTests {
  private func line(_ number: Int, status: Int = 429, filler: Int = 0) -> String {
    let second = 10 + number % 50
    let agent = String(repeating: "x", count: filler)
    return "203.0.113.\(number % 256) - - [24/Nov/2026:03:25:\(second) +0000] "
      + "\"GET /a HTTP/1.1\" \(status) 5 \"-\" \"\(agent)\"\n"
  }

  private func withLog(
    _ name: String = "access.log",
    _ body: (String) async throws -> Void
  ) async throws {
    let folder = try Folder.temporary(prefix: "holdfast-logs")
    do {
      try await body(folder.path + "/" + name)
    } catch {
      try folder.removeRecursively()
      throw error
    }
    try folder.removeRecursively()
  }

  private func read(_ path: String) async throws -> AccessLogTally {
    var whole = AccessLogTally()
    _ = try await AccessLogReading(path: path, statuses: [429]).read { whole.merge($0) }
    return whole
  }

  @Test func aFileOfSeveralPartsLosesAndDoublesNoLine() async throws {
    try await withLog { path in
      // 40 MB: three parts, with lines of all lengths across their ends.
      let text = (0..<20_000).map { line($0, status: $0 % 10 == 0 ? 429 : 200, filler: $0 % 4_000) }
      try File(path).create(with: Array(text.joined().utf8))
      let tally = try await read(path)
      #expect(tally.lines == 20_000)
      #expect(tally.unreadable == 0)
      #expect(tally.requests.values.reduce(0, +) == 20_000)
      #expect(tally.refusals.values.reduce(0, +) == 2_000)
    }
  }

  @Test func aLineOfAMegabyteIsReadAndALongerOneIsCounted() async throws {
    try await withLog { path in
      let text = line(1) + line(2, filler: 1 << 20) + line(3, filler: 3 << 20) + line(4)
      try File(path).create(with: Array(text.utf8))
      let tally = try await read(path)
      #expect(tally.lines == 4)
      #expect(tally.unreadable == 1)
      #expect(tally.refusals.values.reduce(0, +) == 3)
    }
  }

  @Test func gzipIsUnpacked() async throws {
    let gzip = try #require(ExecutableSearch.find("gzip"))
    try await withLog { path in
      try File(path).create(with: Array((0..<500).map { line($0) }.joined().utf8))
      let status = try await ProgramRun.run(
        gzip,
        arguments: [path],
        input: [],
        deadline: .seconds(60)
      )
      #expect(status == 0)
      let tally = try await read(path + ".gz")
      #expect(tally.lines == 500)
      #expect(tally.refusals.values.reduce(0, +) == 500)
    }
  }

  @Test func aBrokenArchiveAndAStrangeTextSaySo() async throws {
    try await withLog("x.log.gz") { path in
      try File(path).create(with: Array("no archive".utf8))
      await #expect(throws: AccessLogProblem.self) { _ = try await read(path) }
    }
    try await withLog { path in
      try File(path).create(with: Array("no log\n".utf8))
      await #expect(throws: AccessLogProblem.unknownFormat(path)) { _ = try await read(path) }
      await #expect(throws: AccessLogProblem.self) { _ = try await read(path + ".missing") }
    }
  }
}
