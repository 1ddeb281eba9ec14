import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import Testing

/// A real chain that a test attacks with a database administrator's means, and its verification.
struct ChainFixture {
  let corner: WriteFixture
  let chain: ChainReader
  let key: NoteSigningKey
  /// Stands for a machine that the database's administrators can't reach.
  let outside: Folder

  /// A corner with an initialised audit store and `records` records.
  static func make(records: Int) async throws -> ChainFixture {
    let corner = try await WriteFixture.shared()
    let seed = [UInt8](repeating: 7, count: NoteSigningKey.seedSize)
    let fixture = ChainFixture(
      corner: corner,
      chain: MongoChainReader(client: corner.mongo, consoleDatabase: corner.consoleDatabase).port,
      key: try #require(NoteSigningKey(name: "test.example/audit", seed: seed)),
      outside: try Folder.temporary(prefix: "holdfast-checkpoints")
    )
    try await fixture.append(records)
    return fixture
  }

  var file: String { "\(outside.path)/newest" }

  func remove() throws { try outside.removeRecursively() }

  /// Adds records that change nothing.
  func append(
    _ count: Int,
    type: String = "session.reveal",
    details: [AuditDetail] = []
  )
    async throws
  {
    let log = corner.log()
    for number in 0..<count {
      _ = try await log.record(
        AuditObservation(
          type: type,
          reason: "case \(number)",
          servers: ServerIdentity(redis: nil, mongo: nil),
          environment: "test",
          details: details
        )
      )
    }
  }

  func writer(sinks: [CheckpointSink]? = nil, key: NoteSigningKey? = nil) -> CheckpointWriter {
    corner.stores.checkpointWriter(
      key: key ?? self.key,
      sinks: sinks ?? [CheckpointFile(path: file).sink],
      chain: chain,
      environment: "test",
      log: corner.log(),
      clock: WriteFixture.clock
    )
  }

  /// What `audit verify` finds; with the file from outside if there is one.
  func verify(
    files: [String] = [],
    now: Instant = WriteFixture.clock.now()
  ) async throws -> AuditVerification {
    var expectations = AuditExpectations(chain: chain, keys: [key.verifier], now: now)
    for path in files {
      switch CheckpointFile(path: path).newest() {
      case .claim(let claim): expectations.outside.append(claim)
      case .unreadable(let text): expectations.malformed.append(text)
      case .none: Issue.record("no checkpoint at \(path)")
      }
    }
    return try await MongoAuditReader(
      client: corner.mongo,
      background: corner.mongo,
      database: corner.database,
      consoleDatabase: corner.consoleDatabase,
      collections: Profile.nest.collections,
      now: WriteFixture.clock.now
    ).port.verify(against: expectations) { _ in }
  }

  /// All headers, in the order of the chain.
  func headers() async throws -> [MongoDocument] {
    try await corner.documents("audit_headers", of: corner.consoleDatabase)
  }

  func eventID(_ sequence: Int) async throws -> String {
    let header = try await corner.documents(
      "audit_headers",
      of: corner.consoleDatabase,
      where: ["_id": MongoValue(sequence)]
    ).first
    return try #require(header?["eventId"]?.string)
  }

  // MARK: Attacks

  func update(_ collection: String, _ filter: MongoDocument, _ change: MongoDocument) async throws {
    let reply = try await corner.mongo.command(
      [
        "update": .string(collection),
        "updates": [["q": .document(filter), "u": .document(change)]],
        "writeConcern": ["w": "majority"],
      ],
      on: corner.consoleDatabase,
      deadline: .seconds(30)
    )
    #expect(reply["nModified"]?.int == 1, "the attack must have happened")
  }

  func delete(_ collection: String, _ filter: MongoDocument) async throws {
    let reply = try await corner.mongo.command(
      [
        "delete": .string(collection), "deletes": [["q": .document(filter), "limit": 0]],
        "writeConcern": ["w": "majority"],
      ],
      on: corner.consoleDatabase,
      deadline: .seconds(30)
    )
    #expect((reply["n"]?.int ?? 0) > 0, "the attack must have happened")
  }

  /// Takes a field's salt and text away and leaves the digest, as a redaction does; no record says so.
  func redact(_ eventID: String, _ path: String) async throws {
    let bodies = try await corner.documents(
      "audit_bodies",
      of: corner.consoleDatabase,
      where: ["_id": .string(eventID)]
    )
    let entries = (bodies.first?["disclosed"]?.array ?? []).compactMap(\.document)
    let entry = try #require(entries.first { $0["path"]?.string == path })
    let salt = try #require(entry["salt"]?.string.flatMap { Hex.decode($0) })
    let value = AuditValue.string(try #require(entry["value"]?.string))
    let digest = AuditField(path: path, content: .disclosed(salt: salt, value: value)).digest
    try await update(
      "audit_bodies",
      ["_id": .string(eventID)],
      [
        "$pull": ["disclosed": ["path": .string(path)]],
        "$push": [
          "redacted": ["path": .string(path), "digest": .string(Hex.encode(digest))]
        ],
      ]
    )
  }

  /// Puts on record what was redacted.
  func name(_ redactions: [AuditRedaction]) async throws {
    try await append(
      1,
      type: AuditRedactions.type,
      details: AuditRedactions.fields(redactions).map { AuditDetail($0.path, $0.value) }
    )
  }

  /// Puts on record which bodies were erased.
  func name(erased eventIDs: [String]) async throws {
    try await append(
      1,
      type: AuditRedactions.erasureType,
      details: AuditRedactions.fields(erased: eventIDs).map { AuditDetail($0.path, $0.value) }
    )
  }

  /// Removes the whole history with its checkpoints and writes another one of the same length.
  func rewriteEverything(_ count: Int) async throws {
    for collection in ["audit_headers", "audit_bodies"] { try await delete(collection, [:]) }
    let stored = try await corner.documents("checkpoints", of: corner.consoleDatabase)
    if !stored.isEmpty { try await delete("checkpoints", [:]) }
    try await append(count)
  }
}

/// Runs a test on a chain of its own, whose copies are gone afterwards.
func withChain(
  _ records: Int,
  _ body: (ChainFixture) async throws -> Void
) async throws {
  let fixture = try await ChainFixture.make(records: records)
  do {
    try await body(fixture)
  } catch {
    try fixture.remove()
    throw error
  }
  try fixture.remove()
}
