import ConsoleDomain
import ConsoleRedis

/// The sessions of a walk over the key space: the page's reads in a pipeline, rows into the index, names
/// asked for on the way.
struct SessionScan: ~Copyable, KeyScan {
  static let noun = "sessions"

  var walk: KeyWalk
  private let prefixes: KeyPrefixes
  private let reader: RedisSessionReader
  private let joiner: NameJoiner
  private let publish: @Sendable (SessionSnapshot) -> Void

  private var decoder: SessionDecoder
  private var builder: SessionIndexBuilder
  private var asked = NameJoiner.Batch()
  private var wanted = NameJoiner.Batch()

  init(
    number: Int,
    prefixes: KeyPrefixes,
    reader: RedisSessionReader,
    fields: SessionFieldMap,
    joiner: NameJoiner,
    localNow: @escaping @Sendable () -> Instant,
    publish: @escaping @Sendable (SessionSnapshot) -> Void
  ) {
    self.prefixes = prefixes
    self.reader = reader
    self.joiner = joiner
    self.publish = publish
    decoder = SessionDecoder(fields)
    builder = SessionIndexBuilder(scan: number)
    walk = KeyWalk(
      client: reader.client,
      lane: reader.lane,
      deadline: reader.deadline,
      server: reader.server,
      beginning: prefixes.common,
      localNow: localNow
    )
  }

  /// Rows so far.
  var count: Int { builder.count }

  /// The index as it is now.
  func snapshot(otherPrefixes: [String] = []) -> SessionSnapshot {
    builder.snapshot(
      progress: walk.progress,
      directory: joiner.directory,
      otherPrefixes: otherPrefixes
    )
  }

  mutating func take(_ keys: [[UInt8]]) async throws(RedisFailure) -> Duration {
    var ids: [SessionID] = []
    ids.reserveCapacity(keys.count)
    for key in keys {
      guard let (namespace, sid) = prefixes.split(key) else { continue }
      ids.append(SessionID(namespace: namespace, bytes: sid))
    }
    guard !ids.isEmpty else { return .zero }
    let read = try await reader.read(ids)
    add(read.readings, now: read.clock.now ?? walk.localNow())
    return read.clock.cost
  }

  private mutating func add(_ readings: [SessionReading], now: Instant) {
    for reading in readings {
      guard let row = decoder.row(reading, now: now) else { continue }
      guard builder.append(row) == .added else { continue }
      if let user = row.userID, asked.users.insert(user).inserted { wanted.users.insert(user) }
      if let organization = row.organizationID,
        asked.organizations.insert(organization).inserted
      {
        wanted.organizations.insert(organization)
      }
      if wanted.count >= NameJoiner.batchSize { askForNames() }
    }
  }

  private mutating func askForNames() {
    joiner.want(wanted)
    wanted = NameJoiner.Batch()
  }

  mutating func publishNow() {
    askForNames()
    publish(snapshot())
  }

  mutating func finish() { askForNames() }
}
