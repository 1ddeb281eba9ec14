import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import Testing

/// What an export says of fields that were redacted and bodies that are gone, judged by our own verifier
/// and by the one that was written from the document alone.
@Suite(.timeLimit(.minutes(5)))
struct ExportedRedactionTests {
  @Test func aRedactionOnRecordIsFineAndOneThatIsNotIsAFinding() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(1)
      try await fixture.redact(event, "reason")
      let unauthorised = try await Export(of: fixture)
      #expect(unauthorised.kinds == [.unauthorisedRedaction])
      #expect(unauthorised.findings.verification.faults.map(\.path) == ["reason"])
      #expect(unauthorised.findings.verification.faults.map(\.sequence) == [1])
      #expect(unauthorised.independent.contains("record 1: field reason is redacted"))
      try await fixture.name([AuditRedaction(eventID: event, path: "reason")])
      let authorised = try await Export(of: fixture)
      #expect(authorised.findings.isIntact, "\(authorised.findings)")
      #expect(authorised.independentStatus == 0, "\(authorised.independent)")
    }
  }

  @Test func aBodyThatIsGoneBeforeItsTimeIsAFinding() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(0)
      try await fixture.delete("audit_bodies", ["_id": .string(event)])
      let early = try await Export(of: fixture)
      #expect(early.kinds == [.bodyMissing])
      #expect(early.independent.contains("record 0: the body is gone before its time"))
      // Ten years later it may have expired, but not by what the manifest says of itself.
      let later = WriteFixture.clock.now().advanced(by: .seconds(AuditRetention.seconds))
      #expect(try await Export(of: fixture, at: later).kinds == [.bodyMissing])
      #expect(try await Export(of: fixture, at: later, readAt: later).findings.isIntact)
      try await fixture.name(erased: [event])
      let erased = try await Export(of: fixture)
      #expect(erased.findings.isIntact, "\(erased.findings)")
      #expect(erased.independentStatus == 0, "\(erased.independent)")
    }
  }

  @Test func aPartThatEndsBeforeTheChainCanNotBeJudged() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(0)
      try await fixture.redact(event, "reason")
      try await fixture.name([AuditRedaction(eventID: event, path: "reason")])
      let part = try await Export(of: fixture, last: 2)
      #expect(part.findings.isIntact)
      #expect(part.findings.unchecked.contains { $0.contains("records after 2 may name them") })
      #expect(part.independentStatus == 0)
      #expect(part.independent.contains("NOT CHECKED"), "\(part.independent)")
    }
  }
}

/// An export of a chain as it is, and what both verifiers find in it.
private struct Export {
  let findings: AuditExportFindings
  let independent: String
  let independentStatus: Int32

  var kinds: [AuditVerification.Fault.Kind] { findings.verification.faults.map(\.kind) }

  init(
    of fixture: ChainFixture,
    last: Int64? = nil,
    at exportedAt: Instant = WriteFixture.clock.now(),
    readAt: Instant = WriteFixture.clock.now()
  ) async throws {
    let folder = try Folder.temporary(prefix: "exported-redaction")
    defer { try? folder.removeRecursively() }
    let path = "\(folder.path)/export"
    let exporter = AuditExporter(
      links: fixture.corner.auditReader,
      backend: { _, _, _ throws(StoreProblem) in }
    )
    let end = Int64(try await fixture.headers().count) - 1
    _ = try await exporter.export(
      AuditExportScope(last: last),
      on: AuditExporter.Occasion(
        tool: "test",
        exportedAt: exportedAt,
        servers: ServerIdentity(redis: nil, mongo: nil),
        environment: "test",
        end: end
      ),
      to: try ExportPackage(path: path),
      progress: { _ in }
    )
    let check = AuditExportCheck(folder: path, checkpoints: [], keys: [], now: readAt)
    findings = try #require(try check.findings())
    let tests = Path.folder(of: Path.folder(of: Path.folder(of: #filePath)))
    let output = "\(folder.path)/output"
    independentStatus = try await ProgramRun.run(
      "/bin/sh",
      arguments: [
        "-c", "exec python3 \"$1\" \"$2\" >\"$3\"", "sh",
        "\(tests)/IndependentVerifier/verify_export.py", path, output,
      ],
      input: [],
      environment: ["PATH": ProcessEnvironment.value("PATH") ?? "/usr/bin:/bin"],
      deadline: .seconds(60)
    )
    independent = String(decoding: try File(output).read(limit: 1 << 20), as: UTF8.self)
  }
}
