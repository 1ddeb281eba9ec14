package import ConsoleDomain
import ConsoleJSON
import ConsoleText

/// What Redis said of one key under a session prefix.
package struct SessionReading: Sendable {
  package var id: SessionID
  /// The value, or its first bytes; empty when the type is wrong.
  package var value: [UInt8]
  /// `STRLEN`.
  package var length: Int
  /// `PTTL`: milliseconds, -1 for none, -2 for a key that is gone.
  package var remaining: Int64
  /// Whether the key holds a string at all.
  package var isString: Bool

  /// Makes a reading.
  package init(
    id: SessionID,
    value: [UInt8],
    length: Int,
    remaining: Int64,
    isString: Bool = true
  ) {
    self.id = id
    self.value = value
    self.length = length
    self.remaining = remaining
    self.isString = isString
  }
}

/// Turns what Redis said of a key into a row, in the order of backend-data.md section 8.
///
/// Holds a JSON reader and its buffers, so it serves one task and can't be copied.
package struct SessionDecoder: ~Copyable {
  private let map: SessionFieldMap
  private var reader: JSONReader

  /// Makes a decoder for a profile's sessions.
  package init(_ map: SessionFieldMap) {
    self.map = map
    reader = JSONReader(paths: map.paths)
  }

  /// The user id in a whole value, as a row of it would have it; nil for an anonymous session.
  package static func userID(of value: [UInt8], in profile: Profile.Sessions) -> String? {
    var decoder = SessionDecoder(SessionFieldMap(profile))
    return decoder.userID(of: value)
  }

  /// The user id in a whole value, as a row of it would have it; nil for an anonymous session.
  package mutating func userID(of value: [UInt8]) -> String? {
    _ = reader.extract(value)
    return extractedUserID
  }

  /// The row; nil when the key was gone.
  ///
  /// `now` is the server's clock at the time of the reading.
  package mutating func row(_ reading: SessionReading, now: Instant) -> SessionRow? {
    guard reading.remaining != -2 else { return nil }
    var row = SessionRow(
      id: reading.id,
      expiry: Self.expiry(reading.remaining, now: now),
      format: .opaque,
      bytes: reading.length
    )
    if row.expiry == .never { row.flags.insert(.noExpiry) }
    guard reading.isString else {
      row.flags.insert(.wrongType)
      return row
    }
    if reading.value.count < reading.length { row.flags.insert(.truncated) }
    decode(reading.value, into: &row)
    return row
  }

  private static func expiry(_ remaining: Int64, now: Instant) -> SessionExpiry {
    remaining < 0 ? .never : .at(Instant(milliseconds: now.milliseconds &+ remaining))
  }

  private mutating func decode(_ value: [UInt8], into row: inout SessionRow) {
    let defects = reader.extract(value)
    row.format = format
    row.userID = extractedUserID
    row.organizationID = text(map.organization, limit: Limit.identifier)
    row.role = text(map.role, limit: Limit.label)
    row.ip = text(map.ip, limit: Limit.label)
    row.agent = text(map.agent, limit: Limit.agent)
    row.createdAt = instant(map.createdAt)
    row.lastSeenAt = instant(map.lastSeen)
    // What was cut is not refused by the backend, which has the whole of it.
    let isWhole = !row.flags.contains(.truncated)
    let isRefused =
      isWhole
      ? defects.isRefusedByBackend
      : defects.subtracting(.incomplete).isRefusedByBackend
    if isRefused || (row.format == .opaque && isWhole) { row.flags.insert(.unreadable) }
    if row.userID == nil && isWhole && !row.flags.contains(.unreadable) {
      row.flags.insert(.anonymous)
    }
  }

  /// A `cookie` object makes it one of the express family; koa-session has its two marks instead.
  private var format: SessionFormat {
    if reader.field(map.cookie) == .object {
      return reader.field(map.fastifyCookie) == .missing ? .express : .fastify
    }
    if case .number = reader.field(map.koaExpiry), case .number = reader.field(map.koaAge) {
      return .koa
    }
    return .opaque
  }

  private var extractedUserID: String? {
    for index in map.users {
      if let id = text(index, limit: Limit.identifier) { return id }
    }
    return nil
  }

  /// A string or a number, sanitised and cut; nil for anything else and for an empty string.
  private func text(_ index: Int?, limit: Int) -> String? {
    guard let index else { return nil }
    switch reader.field(index) {
    case .string(let text), .undecodable(let text), .number(let text):
      return text.isEmpty ? nil : SafeText.of(text.utf8Prefix(limit))
    case .missing, .null, .bool, .array, .object: return nil
    }
  }

  /// ISO 8601 text, or milliseconds since the epoch.
  private func instant(_ index: Int?) -> Instant? {
    guard let index else { return nil }
    switch reader.field(index) {
    case .string(let text): return Instant(iso8601: text)
    case .number(let digits): return Int64(digits).map(Instant.init(milliseconds:))
    case .missing, .null, .bool, .undecodable, .array, .object: return nil
    }
  }

  /// Longest texts kept of one session, in bytes before sanitising.
  private enum Limit {
    static let identifier = 256
    static let label = 128
    static let agent = 1024
  }
}
