import ConsoleDomain
import ConsoleStores
import ConsoleSystem

/// Reading an access log and bucketing it (refusals by minute, route and client; all requests by minute),
/// against `grep -c ' 429 '` on the same file.
struct LogReading {
  /// `baseline/timed`, which runs grep.
  let baseline: BaselineProgram
  let runs: Int

  /// Half of grep's speed.
  private static let target = 2.0
  private static let usualMegabytes = 200
  /// A log of a day that ended just now.
  private static let seconds = 86_400

  func measure() async throws -> Measurement {
    let megabytes =
      ProcessEnvironment.value("LOG").flatMap { Int($0) } ?? Self.usualMegabytes
    guard let grep = ExecutableSearch.find("grep") else {
      throw BenchmarkFailure(description: "there is no grep in the PATH")
    }
    let path = "\(baseline.folder)/access.log"
    let lines = try write(megabytes << 20, to: path)
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(try await baseline.figure([grep, "-c", " 429 ", path]))
      let start = SystemClock.monotonic()
      var post = PostMortem(
        time: Instant(milliseconds: .min)..<Instant(milliseconds: .max),
        minutes: 1440 * 7,
        now: Instant(milliseconds: SystemClock.wallMilliseconds())
      )
      try await post.read(AccessLogReading(path: path, statuses: [429]))
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
      guard post.lines == lines, post.unreadable == 0 else {
        throw BenchmarkFailure(description: "\(post.lines) of \(lines) lines were read")
      }
    }
    try File(path).remove()
    return Measurement(
      name: "bucket an access log of \(megabytes) MB",
      ours: ours,
      baseline: theirs,
      target: Self.target
    )
  }

  /// Writes so many bytes of the combined format, one line in fifty refused; answers how many lines.
  private func write(_ size: Int, to path: String) throws -> Int {
    let file = try FileDescriptor(appendingTo: path)
    let now = Instant(milliseconds: SystemClock.wallMilliseconds())
    let total = size / 190
    var lines = 0
    while lines < total {
      var text: [UInt8] = []
      for _ in 0..<min(20_000, total - lines) {
        let before = Self.seconds - lines * Self.seconds / total
        text += line(lines, at: now.advanced(by: .seconds(-before))).utf8
        lines += 1
      }
      try file.write(text, path: path)
    }
    return lines
  }

  private func line(_ number: Int, at: Instant) -> String {
    let (date, milliseconds) = at.civil
    let time = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
    let status = number % 50 == 0 ? 429 : 200
    return """
      203.0.\(number % 113).\(number % 251) - - [\(day)/\(Self.months[date.month - 1])/\(date.year):\
      \(time) +0000] "GET /api/contacts/\(number % 977)?page=\(number % 7) HTTP/1.1" \(status) 1873 \
      "https://app.example.com/contacts" "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0"

      """
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
