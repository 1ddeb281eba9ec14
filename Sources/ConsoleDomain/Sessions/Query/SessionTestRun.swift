import ConsoleCrypto

/// A test on its way through one segment, with the verdicts on the texts met so far.
struct SessionTestRun {
  private let test: SessionTest
  private let now: Instant
  /// One verdict per code and kind of column: a user's id is also tried as its masked names.
  private var verdicts: [[Bool?]]

  init(test: SessionTest, now: Instant, texts: Int) {
    self.test = test
    self.now = now
    verdicts = Array(
      repeating: Array(repeating: nil, count: texts),
      count: SessionTextColumn.allCases.count
    )
  }

  mutating func holds(_ index: Int, _ join: inout SegmentJoin) -> Bool {
    let segment = join.segment
    switch test {
    case .text(let columns, let matcher, let hash):
      for column in columns {
        let code = column.code(segment, index)
        if code != SessionSegment.absent, verdict(column, code, matcher, hash, join) { return true }
      }
      return false
    case .email(let hash):
      let code = segment.userCode(index)
      guard code != SessionSegment.absent else { return false }
      return verdict(.user, code, hash, join)
    case .id(let pattern, let matcher): return matches(segment.sid(index), pattern, matcher)
    case .state(let state):
      let expiry = segment.expiry(index)
      return state
        == SessionState(
          flags: segment.flags(index),
          expiry: expiry == .max ? .never : .at(Instant(milliseconds: expiry)),
          now: now
        )
    case .flag(let flag): return join.flags(index).contains(flag)
    case .amount(let amount, let comparison, let limit):
      guard let value = amount.value(segment, index, now: now) else { return false }
      return comparison.holds(value, limit)
    case .nothing: return false
    }
  }

  private mutating func verdict(
    _ column: SessionTextColumn,
    _ code: UInt16,
    _ matcher: TextMatcher,
    _ hash: UInt64?,
    _ join: SegmentJoin
  ) -> Bool {
    if let known = verdicts[column.rawValue][Int(code)] { return known }
    let text = join.segment.texts[code]
    var holds = matcher.matches(text)
    if !holds, column == .user,
      let user = join.directory.users[String(decoding: text, as: UTF8.self)]
    {
      holds =
        hash != nil && user.emailHash == hash || user.email.map(matcher.matches) == true
        || user.name.map(matcher.matches) == true
    }
    if !holds, column == .organization {
      let organization = join.directory.organizations[String(decoding: text, as: UTF8.self)]
      holds = organization.map { matcher.matches($0.name) } == true
    }
    if !holds, column == .ip, text.starts(with: Self.mapped) {
      // IPv4 over an IPv6 socket is found as the list shows it, too.
      holds = matcher.matches(text.dropFirst(Self.mapped.count))
    }
    verdicts[column.rawValue][Int(code)] = holds
    return holds
  }

  private static let mapped = Array("::ffff:".utf8)

  private mutating func verdict(
    _ column: SessionTextColumn,
    _ code: UInt16,
    _ hash: UInt64,
    _ join: SegmentJoin
  ) -> Bool {
    if let known = verdicts[column.rawValue][Int(code)] { return known }
    let holds = join.directory.users[join.segment.texts.string(code)]?.emailHash == hash
    verdicts[column.rawValue][Int(code)] = holds
    return holds
  }

  /// The start of the sid, the whole of it with `=` or `*`, or its SHA-256 in hex.
  private func matches(
    _ sid: ArraySlice<UInt8>,
    _ pattern: TextPattern,
    _ matcher: TextMatcher
  ) -> Bool {
    guard var literal = pattern.literal, !pattern.isWhole else { return matcher.matches(sid) }
    // As the screen shows it: eight characters and an ellipsis.
    if literal.hasSuffix("…") { literal.removeLast() }
    if literal.utf8.count == 64, literal.utf8.allSatisfy(\.isHexDigit) {
      return SHA256.hexDigest(of: sid) == literal.lowercased()
    }
    return sid.starts(with: literal.utf8)
  }
}
