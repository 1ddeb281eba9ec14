import ConsoleDomain

/// A small deterministic generator (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Values that the session tests share.
enum SessionSamples {
  static let now = Instant(milliseconds: 1_795_000_000_000)

  static func id(_ text: String) -> SessionID {
    SessionID(namespace: "sess:", bytes: Array(text.utf8))
  }

  static func row(
    _ sid: String,
    user: String? = nil,
    organization: String? = nil,
    role: String? = nil,
    ip: String? = nil,
    agent: String? = nil,
    age: Duration? = nil,
    idle: Duration? = nil,
    ttl: Duration? = .seconds(3600),
    bytes: Int = 400,
    flags: SessionFlags = []
  ) -> SessionRow {
    SessionRow(
      id: id(sid),
      userID: user,
      organizationID: organization,
      role: role,
      ip: ip,
      agent: agent,
      createdAt: age.map { now.advanced(by: .zero - $0) },
      lastSeenAt: idle.map { now.advanced(by: .zero - $0) },
      expiry: ttl.map { .at(now.advanced(by: $0)) } ?? .never,
      format: .express,
      bytes: bytes,
      flags: user == nil ? flags.union(.anonymous) : flags
    )
  }

  static func snapshot(_ rows: [SessionRow], directory: Directory = Directory()) -> SessionSnapshot
  {
    var builder = SessionIndexBuilder(scan: 1)
    for row in rows { builder.append(row) }
    return builder.snapshot(progress: complete(rows.count), directory: directory)
  }

  static func complete(_ count: Int) -> ScanProgress {
    ScanProgress(
      phase: .complete,
      scanned: count,
      estimatedTotal: count,
      visited: count,
      startedAt: now,
      finishedAt: now
    )
  }

  static func randomRow(_ number: Int, using generator: inout SeededGenerator) -> SessionRow {
    func maybe<Value>(_ value: Value, _ generator: inout SeededGenerator) -> Value? {
      Int.random(in: 0..<4, using: &generator) == 0 ? nil : value
    }
    let user = maybe(
      "64f0c0ffee64f0c0ffee\(Int.random(in: 1000...9999, using: &generator))",
      &generator
    )
    return SessionRow(
      id: id("sid-\(number)-\(UInt64.random(in: 0...UInt64.max, using: &generator))"),
      userID: user,
      organizationID: maybe("org-\(Int.random(in: 0..<50, using: &generator))", &generator),
      role: maybe(
        ["admin", "member", "org_owner"].randomElement(using: &generator) ?? "",
        &generator
      ),
      ip: maybe("10.0.\(Int.random(in: 0..<256, using: &generator)).\(number % 256)", &generator),
      agent: maybe("curl/8.\(Int.random(in: 0..<9, using: &generator))", &generator),
      createdAt: maybe(now.advanced(by: .seconds(-number)), &generator),
      lastSeenAt: maybe(now.advanced(by: .seconds(-(number % 977))), &generator),
      expiry: maybe(.at(now.advanced(by: .seconds(number % 43_200))), &generator) ?? .never,
      format: SessionFormat.allCases.randomElement(using: &generator) ?? .opaque,
      bytes: Int.random(in: 0..<100_000, using: &generator),
      flags: user == nil ? .anonymous : []
    )
  }
}
