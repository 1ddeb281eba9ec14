import ConsoleCrypto

/// The columns of text that a pattern is held against.
enum SessionTextColumn: Int, CaseIterable {
  case user
  case organization
  case role
  case ip
  case agent

  func code(_ segment: SessionSegment, _ index: Int) -> UInt16 {
    switch self {
    case .user: segment.userCode(index)
    case .organization: segment.organizationCode(index)
    case .role: segment.roleCode(index)
    case .ip: segment.ipCode(index)
    case .agent: segment.agentCode(index)
    }
  }
}

/// One term with its pattern compiled and its address hashed.
enum SessionTest: Sendable {
  case text([SessionTextColumn], TextMatcher, emailHash: UInt64?)
  case email(UInt64)
  case id(TextPattern, TextMatcher)
  case state(SessionState)
  case flag(SessionFlags)
  case amount(SessionAmount, Query.Comparison, Int64)
  /// A field that sessions do not have; no query of this grammar gives one.
  case nothing

  init(_ term: Query.Term) {
    switch term {
    case .anywhere(let pattern):
      self = .text(
        SessionTextColumn.allCases,
        TextMatcher(pattern),
        emailHash: Self.hash(pattern)
      )
    case .text("email", let pattern):
      self = Self.hash(pattern).map(Self.email) ?? .nothing
    case .text("id", let pattern):
      self = .id(pattern, TextMatcher(pattern))
    case .text(let field, let pattern):
      guard let column = Self.columns[field] else {
        self = .nothing
        return
      }
      self = .text(
        [column],
        TextMatcher(pattern),
        emailHash: column == .user ? Self.hash(pattern) : nil
      )
    case .choice("state", let name):
      self = SessionState(rawValue: name).map(Self.state) ?? .nothing
    case .choice(_, let name):
      self = SessionFlags.named.first { $0.name == name }.map { .flag($0.flag) } ?? .nothing
    case .moment: self = .nothing
    case .amount(let field, let comparison, let amount):
      self = SessionAmount(rawValue: field).map { .amount($0, comparison, amount) } ?? .nothing
    }
  }

  private static let columns: [String: SessionTextColumn] = [
    "user": .user, "org": .organization, "role": .role, "ip": .ip, "agent": .agent,
  ]

  private static func hash(_ pattern: TextPattern) -> UInt64? {
    pattern.isAddress ? pattern.literal.map { EmailHash.of($0) } : nil
  }

  func run(on join: SegmentJoin, now: Instant) -> SessionTestRun {
    SessionTestRun(test: self, now: now, texts: join.segment.texts.count)
  }
}

/// A number that sessions have; the raw value is the field's name.
enum SessionAmount: String, Sendable {
  case ttl
  case created
  case seen
  case bytes

  /// The amount of a row; nil when it is not known.
  func value(_ segment: SessionSegment, _ index: Int, now: Instant) -> Int64? {
    switch self {
    case .ttl:
      let expiry = segment.expiry(index)
      return expiry == .max ? .max : expiry &- now.milliseconds
    case .created: return age(segment.created(index), now)
    case .seen: return age(segment.lastSeen(index), now)
    case .bytes: return Int64(segment.size(index))
    }
  }

  private func age(_ time: Int64, _ now: Instant) -> Int64? {
    time == .min ? nil : now.milliseconds &- time
  }
}
