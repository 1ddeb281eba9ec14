import ConsoleDomain
import ConsoleJSON
import ConsoleRedis
import ConsoleText

/// Reads one session afresh for the detail pane, and in clear for an audited reveal.
struct SessionInspector: Sendable {
  /// Bytes of an unreadable value that are shown.
  private static let shownHead = 256

  let reader: RedisSessionReader
  let index: UserSessionIndex
  let fields: SessionFieldMap
  let localNow: @Sendable () -> Instant

  /// The session with its masked tree; nil when it is gone.
  func detail(_ id: SessionID) async throws(RedisFailure) -> SessionDetail? {
    let page = try await reader.read([id])
    let now = page.clock.now ?? localNow()
    var decoder = SessionDecoder(fields)
    let reading = page.readings[0]
    guard let row = decoder.row(reading, now: now) else { return nil }
    guard reading.isString else {
      return SessionDetail(
        row: row,
        tree: nil,
        unreadable: .init(guess: try await type(of: id), head: ""),
        isIndexed: nil,
        readAt: now
      )
    }
    var json = JSONReader()
    let document = json.document(reading.value)
    var isIndexed: Bool?
    if let user = row.userID { isIndexed = await index.lists(id.bytes, of: user) }
    return SessionDetail(
      row: row,
      tree: document.root.map { MaskedTree.masked($0) },
      unreadable: Self.unreadable(reading, row, document),
      isIndexed: isIndexed,
      readAt: now
    )
  }

  /// The tree with personal data in clear; nil when the session is gone.
  func revealed(_ id: SessionID) async throws(RedisFailure) -> (userID: String?, tree: JSONTree?)? {
    let reading = try await reader.read([id]).readings[0]
    var decoder = SessionDecoder(fields)
    guard let row = decoder.row(reading, now: localNow()) else { return nil }
    var json = JSONReader()
    return (row.userID, json.document(reading.value).root.map { MaskedTree.revealed($0) })
  }

  /// The value as it is stored; nil when the session is gone or no string.
  func stored(_ id: SessionID) async throws(RedisFailure) -> StoredValue? {
    let reading = try await reader.read([id]).readings[0]
    guard reading.remaining != -2, reading.isString else { return nil }
    return StoredValue(
      text: StoredText.of(reading.value),
      shown: reading.value.count,
      length: reading.length
    )
  }

  private func type(of id: SessionID) async throws(RedisFailure) -> String {
    let reply = try await reader.client.send(
      RedisCommand(name: "TYPE", arguments: [id.key]),
      on: reader.lane,
      deadline: reader.deadline
    )
    return reply.text.map { SafeText.of($0) } ?? "another type"
  }

  private static func unreadable(
    _ reading: SessionReading,
    _ row: SessionRow,
    _ document: JSONDocument
  ) -> SessionDetail.Unreadable? {
    if reading.value.count < reading.length {
      return .init(guess: "cut after \(reading.value.count) of \(reading.length) bytes", head: "")
    }
    guard row.flags.contains(.unreadable) || document.root == nil else {
      return document.defects.contains(.bounded)
        ? .init(guess: "too deep or too long to show whole", head: "") : nil
    }
    if document.root != nil, !document.defects.isRefusedByBackend {
      return .init(guess: "JSON without a cookie", head: "")
    }
    return .init(
      guess: ValueGuess.name(of: reading.value),
      head: document.root == nil ? SafeText.of(bytes: reading.value.prefix(shownHead)) : ""
    )
  }
}
