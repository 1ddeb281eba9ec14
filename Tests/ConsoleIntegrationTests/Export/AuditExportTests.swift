import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Testing

/// Exports of a real chain, checked by nothing but what they hold.
@Suite(.timeLimit(.minutes(5)))
struct AuditExportTests {
  /// A chain of a few records and an export of it.
  private struct Scene {
    let fixture: WriteFixture
    let folder: Folder
    let gate: ActionGate

    var path: String { "\(folder.path)/export" }

    init() async throws {
      fixture = try await WriteFixture.shared()
      folder = try Folder.temporary(prefix: "holdfast-export-test", in: "/tmp")
      gate = fixture.gate()
      let id = try await fixture.addSession("to-be-exported-0001")
      _ = try await fixture.revoke(
        .revokeSessions([RevokeTarget(id: id, userID: WriteFixture.user)]),
        with: gate
      )
      _ = try await gate.annotate(0, ticket: nil, note: "“a note\u{7}\u{202E} with quotes” \\ \"")
    }

    func export(
      _ scope: AuditExportScope = AuditExportScope(views: [.csv, .ocsf], includesBackend: true)
    ) async throws -> AuditExportManifest {
      let exporter = AuditExporter(
        links: fixture.auditReader,
        backend: BackendEventWalk(
          background: fixture.mongo,
          database: fixture.database,
          collections: Profile.nest.collections
        ).port
      )
      let package = try ExportPackage(path: path)
      let end = try await gate.record(.auditExport(scope, reason: nil))
      return try await exporter.export(
        scope,
        on: AuditExporter.Occasion(
          tool: "test",
          exportedAt: WriteFixture.clock.now(),
          servers: await gate.servers(),
          environment: "test",
          end: end
        ),
        to: package,
        progress: { _ in }
      )
    }

    func findings(
      _ checkpoints: [SignedCheckpoint] = [],
      _ keys: [NoteVerifierKey] = [],
      now: Instant = WriteFixture.clock.now()
    ) throws -> AuditExportFindings? {
      try AuditExportCheck(folder: path, checkpoints: checkpoints, keys: keys, now: now).findings()
    }

    func lines(_ name: String) throws -> [String] {
      let bytes = try File("\(path)/\(name)").read(limit: 1 << 24)
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func replace(_ name: String, _ lines: [String]) throws {
      let text = lines.map { "\($0)\n" }.joined()
      try File("\(path)/\(name)").replace(with: text.utf8)
    }

    func end() { try? folder.removeRecursively() }
  }

  private func withScene(_ body: (Scene) async throws -> Void) async throws {
    let scene = try await Scene()
    defer { scene.end() }
    try await body(scene)
  }

  @Test func anExportIsVerifiedByItself() async throws {
    try await withScene { scene in
      let manifest = try await scene.export()
      // Elevation, intent, outcome, annotation and the export itself.
      #expect(manifest.run.records == 5)
      #expect(manifest.run.chainSize == 5)
      #expect(manifest.files.map(\.records) == [5, 5, 5, 1])
      let findings = try #require(try scene.findings())
      #expect(findings.isIntact, "\(findings)")
      #expect(findings.run.root == manifest.run.root)
      #expect(findings.verification.dangling.isEmpty)
      #expect(try scene.lines("audit.ndjson").last?.contains(#""type":"audit.export""#) == true)
      let csv = try File("\(scene.path)/audit.csv").read(limit: 1 << 20)
      #expect(String(decoding: csv, as: UTF8.self).ranges(of: "\r\n").count == 6)
      #expect(try File(scene.path).attributes().mode == 0o700)
      for name in try Folder(scene.path).names() {
        #expect(try File("\(scene.path)/\(name)").attributes().mode == 0o600, "\(name)")
      }
      #expect(try scene.folder.names() == ["export"])
    }
  }

  @Test func aPartIsVerifiedWithinItself() async throws {
    try await withScene { scene in
      let manifest = try await scene.export(AuditExportScope(first: 1, last: 3))
      #expect(manifest.run.first == 1 && manifest.run.last == 3 && manifest.run.root == nil)
      let findings = try #require(try scene.findings())
      #expect(findings.isIntact, "\(findings)")
      #expect(findings.run.records == 3)
    }
  }

  @Test func whatExistsIsNeverReplaced() async throws {
    try await withScene { scene in
      _ = try await scene.export()
      #expect(throws: SystemFailure.self) { try ExportPackage(path: scene.path) }
      #expect(throws: SystemFailure.self) { try ExportPackage(path: scene.path + "/") }
    }
  }

  @Test func aFailureLeavesNothingBehind() async throws {
    try await withScene { scene in
      let exporter = AuditExporter(
        links: scene.fixture.auditReader,
        backend: { _, _, _ throws(StoreProblem) in throw .cancelled }
      )
      let package = try ExportPackage(path: scene.path)
      await #expect(throws: StoreProblem.cancelled) {
        try await exporter.export(
          AuditExportScope(includesBackend: true),
          on: AuditExporter.Occasion(
            tool: "test",
            exportedAt: WriteFixture.clock.now(),
            servers: ServerIdentity(redis: nil, mongo: nil),
            environment: "test",
            end: 3
          ),
          to: package,
          progress: { _ in }
        )
      }
      #expect(try scene.folder.names().isEmpty)
    }
  }

  @Test func eachChangeOfAnExportIsFound() async throws {
    try await withScene { scene in
      _ = try await scene.export()
      let lines = try scene.lines("audit.ndjson")
      let changes: [(String, [String])] = [
        ("a value", lines.map { $0.replacing("an integration test", with: "another reason") }),
        ("a missing record", Array(lines.prefix(2) + lines.dropFirst(3))),
        ("a missing tail", Array(lines.dropLast())),
        ("another order", [lines[1], lines[0]] + lines.dropFirst(2)),
        ("a type", lines.map { $0.replacing("audit.annotate", with: "audit.export") }),
        ("no record", lines + ["{}"]),
      ]
      for (what, changed) in changes {
        try scene.replace("audit.ndjson", changed)
        let findings = try #require(try scene.findings())
        #expect(!findings.isIntact, "\(what)")
      }
      try scene.replace("audit.ndjson", lines)
      #expect(try scene.findings()?.isIntact == true)
      let csv = try scene.lines("audit.csv")
      try scene.replace("audit.csv", csv + ["x"])
      #expect(try scene.findings()?.problems.count == 1)
    }
  }

  @Test func aSignedCheckpointVouchesForTheFirstRecords() async throws {
    try await withScene { scene in
      let manifest = try await scene.export()
      let seed = [UInt8](repeating: 9, count: 32)
      let key = try #require(
        Ed25519PrivateKey(seed: seed).flatMap { NoteSigningKey(name: "test", key: $0) }
      )
      let root = try #require(manifest.run.root.flatMap { Hex.decode($0) })
      let good = SignedCheckpoint(size: 5, root: root, by: key)
      let findings = try #require(try scene.findings([good], [key.verifier]))
      #expect(findings.isIntact && findings.signedSize == 5 && findings.unchecked.isEmpty)

      let rewritten = SignedCheckpoint(size: 4, root: root, by: key)
      let wrong = try #require(try scene.findings([rewritten], [key.verifier]))
      #expect(!wrong.isIntact && wrong.signedSize == nil)
      let longer = SignedCheckpoint(size: 6, root: root, by: key)
      let later = try #require(try scene.findings([longer], [key.verifier]))
      #expect(later.isIntact && later.unchecked.count == 1)
      let unsigned = try #require(try scene.findings([good], []))
      #expect(!unsigned.isIntact)
    }
  }

  @Test func backendEventsOfHeldAndStrippedEntitiesAreRedacted() async throws {
    try await withScene { scene in
      for flag in ["legalHold", "piiStripped"] {
        _ = try await scene.fixture.mongo.insertOne(
          MongoDocument(elements: [
            ("_id", .objectID(.generate())), ("eventType", "user.updated"), (flag, true),
            ("payload", ["note": "secret of \(flag)"]), ("metadata", ["note": "secret, too"]),
          ]),
          into: MongoNamespace(scene.fixture.database, "eventlogs"),
          deadline: .seconds(30)
        )
      }
      _ = try await scene.export()
      let lines = try scene.lines("backend.ndjson")
      #expect(lines.count == 3)
      #expect(!lines.contains { $0.contains("secret") })
      #expect(lines.filter { $0.hasSuffix(#""payload":null,"metadata":null}"#) }.count >= 2)
    }
  }
}
