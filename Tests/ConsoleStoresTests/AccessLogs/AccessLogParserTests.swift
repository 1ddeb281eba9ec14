import ConsoleDomain
import ConsoleStores
import Testing

struct AccessLogParserTests {
  /// 2026-11-24T03:25:00Z.
  private let minute = Instant(milliseconds: 1_795_490_700_000)

  private func tally(
    _ text: String,
    _ format: AccessLogFormat = .combined,
    statuses: Set<Int> = [429]
  ) -> AccessLogTally {
    var parser = AccessLogParser(format: format, statuses: statuses)
    let bytes = Array(text.utf8)
    parser.parse(bytes.span, 0..<bytes.count)
    return parser.take()
  }

  private func at(_ seconds: Int) -> Instant { minute.advanced(by: .seconds(seconds)) }

  private func line(
    _ request: String = "POST /login HTTP/1.1",
    status: String = "429",
    time: String = "24/Nov/2026:03:25:07 +0000",
    address: String = "203.0.113.7",
    user: String = "-",
    more: String = " \"-\" \"curl/8\""
  ) -> String {
    "\(address) - \(user) [\(time)] \"\(request)\" \(status) 42\(more)\n"
  }

  @Test func combinedLinesTellWhoWasRefusedWhere() throws {
    let tally = tally(line() + line("GET /a?q=1 HTTP/1.1", status: "200") + line(user: "ana"))
    #expect(tally.lines == 3)
    #expect(tally.unreadable == 0)
    #expect(tally.requests == [minute: 3])
    let address = NetworkAddress("203.0.113.7")
    #expect(
      tally.refusals == [
        Refusal(at: at(7), address: address, route: "POST /login"): 1,
        Refusal(at: at(7), address: address, user: "ana", route: "POST /login"): 1,
      ]
    )
  }

  @Test(arguments: [
    ("24/Nov/2026:04:25:07 +0100", 0), ("23/Nov/2026:22:25:07 -0500", 0),
    ("24/Nov/2026:08:55:07 +0530", 0), ("24/Nov/2026:03:26:00 +0000", 60),
  ])
  func zonesAreTakenAway(time: String, seconds: Int) {
    #expect(tally(line(time: time)).requests == [at(seconds): 1])
  }

  @Test func theHourThatAZoneRepeatsIsToldApart() {
    let summer = "25/Oct/2026:02:30:00 +0200"
    let winter = "25/Oct/2026:02:30:00 +0100"
    let minutes = tally(line(time: summer) + line(time: winter)).requests.keys.sorted()
    #expect(minutes.count == 2)
    #expect(minutes[0].duration(to: minutes[1]) == .seconds(3600))
  }

  @Test(arguments: [
    "", "nonsense", "203.0.113.7 - - [24/Nov/2026:03:25:07 +0000] \"GET /", "\u{1B}[2J\u{0}\u{0}",
    "a - - [99/Nov/2026:03:25:07 +0000] \"GET / HTTP/1.1\" 429 1",
    "a - - [24/Nov/2026:03:25:07 +0000] \"GET / HTTP/1.1\" 42x 1",
    "a - - [24/Nov/2026:25:25:07 +0000] \"GET / HTTP/1.1\" 429 1",
    "a - - [24/Nov/2026:03:25:07 *0000] \"GET / HTTP/1.1\" 429 1",
  ])
  func whatIsNoLineIsCountedAndNotFatal(text: String) {
    let tally = tally(line() + text + "\n" + line())
    #expect(tally.unreadable == (text.isEmpty ? 0 : 1))
    #expect(tally.requests == [minute: 2])
  }

  @Test func textsThatLookLikeAStatusOrATimeAreNone() {
    let agent = " \"-\" \"a \\\" 429 b\" "
    let tally = tally(
      line("GET /x\\\" 429 HTTP/1.1", status: "200", more: agent)
        + line("GET /429 HTTP/1.1", status: "404") + line(status: "200", user: "a[b] \"429 ")
    )
    #expect(tally.unreadable == 0)
    #expect(tally.requests == [minute: 3])
    #expect(tally.refusals.isEmpty)
  }

  @Test func endsOfLinesMayBeOfWindowsAndTheLastMayBeMissing() {
    let one = line().dropLast()
    let tally = tally("\(one)\r\n\r\n\(one)")
    #expect(tally.lines == 2)
    #expect(tally.refusals.values.reduce(0, +) == 2)
  }

  @Test func aProxyIsNotTheClientWhereTheLineNamesOne() {
    let forwarded = " \"-\" \"curl\" \"6.6.6.6, 198.51.100.4, 10.0.0.9\""
    let behind = tally(line(address: "10.0.0.1", more: forwarded)).refusals.keys.first
    #expect(behind?.address?.text == "198.51.100.4")
    let direct = tally(line(more: forwarded)).refusals.keys.first
    #expect(direct?.address?.text == "203.0.113.7")
    let mapped = tally(line(address: "::ffff:203.0.113.9")).refusals.keys.first
    #expect(mapped?.address?.text == "203.0.113.9")
    let six = tally(line(address: "2001:DB8::7")).refusals.keys.first
    #expect(six?.address?.text == "2001:db8::7")
  }

  @Test(arguments: [
    ("GET /users/42/sessions?token=x HTTP/1.1", "GET /users/:id/sessions"),
    ("GET /o/65f1c0ffee65f1c0ffee65f1 HTTP/2.0", "GET /o/:id"),
    ("GET /o/0b5e8d5c-5d5e-4f6a-9c1b-2a1f0a7b3c4d HTTP/1.1", "GET /o/:id"),
    ("GET /mail/ana@example.com HTTP/1.1", "GET /mail/:id"),
    ("GET /mail/ana%40example.com HTTP/1.1", "GET /mail/:id"),
    ("GET https://a.example/v1/x#y HTTP/1.1", "GET /v1/x"), ("GET / HTTP/1.1", "GET /"),
    ("GET /contact-inquiries HTTP/1.1", "GET /contact-inquiries"),
    ("GET /\u{1B}[2Jx HTTP/1.1", "GET /␛[2Jx"),
  ])
  func routesHaveNoIDsAndNoControls(request: String, route: String) {
    #expect(tally(line(request)).refusals.keys.first?.route == route)
  }

  @Test func whatIsNoRequestHasNoRoute() {
    #expect(tally(line("-") + line("\\x16\\x03")).refusals.keys.allSatisfy { $0.route == nil })
  }

  @Test func otherStatusesCanMeanARefusal() {
    let text = line(status: "403") + line() + line(status: "200")
    #expect(tally(text).refusals.count == 1)
    #expect(tally(text, statuses: [403, 429]).refusals.values.reduce(0, +) == 2)
  }

  @Test func pinoLinesAreRead() {
    let text = """
      {"level":40,"time":1795490707123,"req":{"id":1,"method":"POST","url":"/auth/login?x=1",\
      "headers":{"x-forwarded-for":"198.51.100.4"},"remoteAddress":"::ffff:10.0.0.1"},\
      "res":{"statusCode":429},"responseTime":3}
      {"level":30,"time":1795490767123,"req":{"method":"GET","url":"/"},"res":{"statusCode":200}}
      {"level":30,"time":1795490767123,"msg":"listening"}
      {"broken
      """
    let tally = tally(text, .json)
    #expect(tally.lines == 4)
    #expect(tally.unreadable == 2)
    #expect(tally.requests == [minute: 1, at(60): 1])
    #expect(
      Array(tally.refusals.keys) == [
        Refusal(at: at(7), address: NetworkAddress("198.51.100.4"), route: "POST /auth/login")
      ]
    )
  }

  @Test func jsonOfMorganIsRead() {
    let text = """
      {"method":"GET","url":"/x/7","status":"429","remote-addr":"203.0.113.7",\
      "date":"2026-11-24T04:25:07+01:00","remote-user":"ana@example.com"}
      """
    #expect(
      Array(tally(text, .json).refusals.keys) == [
        Refusal(
          at: at(7),
          address: NetworkAddress("203.0.113.7"),
          user: "a•••@example.com",
          route: "GET /x/:id"
        )
      ]
    )
  }

  @Test func linesOfALoadBalancerAreRead() {
    let text = """
      https 2026-11-24T03:25:07.186641Z app/lb/50dc6c495c0c9188 203.0.113.7:2817 10.0.0.1:80 0.086 \
      0.048 0.037 429 429 0 57 "POST https://a.example:443/login?x HTTP/1.1" "curl/8" TLS x - "-" "-" 0
      h2 2026-11-24T03:25:08.1Z app/lb/50dc [2001:db8::7]:28 - -1 -1 -1 429 - 0 57 \
      "GET https://a.example:443/ HTTP/2.0" "-" - - -
      """
    let tally = tally(text, .alb)
    #expect(tally.unreadable == 0)
    #expect(
      tally.refusals == [
        Refusal(at: at(7), address: NetworkAddress("203.0.113.7"), route: "POST /login"): 1,
        Refusal(at: at(8), address: NetworkAddress("2001:db8::7"), route: "GET /"): 1,
      ]
    )
  }

  @Test func theFormatIsFoundByMostOfTheFirstLines() {
    #expect(AccessLogFormat.detect(Array(("garbage\n" + line() + line()).utf8)) == .combined)
    let pino = "{\"time\":1795490707123,\"res\":{\"statusCode\":200}}\n"
    #expect(AccessLogFormat.detect(Array(("listening\n" + pino).utf8)) == .json)
    #expect(AccessLogFormat.detect(Array("hello\nworld\n".utf8)) == nil)
  }

  @Test(arguments: 0..<40)
  func theFastReaderAgreesWithAPlainOne(seed: UInt64) {
    var random = LogLines(seed: seed)
    let lines = (0..<200).map { _ in random.next() }
    let tally = tally(lines.map { $0 + "\n" }.joined())
    let plain = lines.compactMap { PlainLine($0) }
    #expect(tally.lines == lines.count { !$0.isEmpty }, "seed \(seed)")
    #expect(tally.lines - tally.unreadable == plain.count, "seed \(seed)")
    #expect(
      tally.requests == Dictionary(plain.map { ($0.minute, 1) }, uniquingKeysWith: +),
      "seed \(seed)"
    )
    #expect(
      tally.refusals.values.reduce(0, +) == plain.count { $0.status == 429 },
      "seed \(seed)"
    )
  }
}
