import ConsoleSystem
import Testing

/// Exports by command, and their check without a server.
struct AuditExportTests {
  @Test func whatIsExportedCanBeVerifiedWithoutAServer() async throws {
    let bench = try await SharedBench.bench()
    let path = "\(bench.home.path)/exported"
    let export = try await bench.run(
      "audit",
      "export",
      "--out",
      path,
      "--also",
      "csv",
      "--also",
      "ocsf",
      "--backend",
      "--format",
      "ndjson"
    )
    #expect(export.status == 0, "\(export.errors)")
    #expect(export.output.contains(#""format":"holdfast audit export 1""#))
    let nowhere = ["REDIS_URL": "redis://127.0.0.1:1", "MONGO_URI": "mongodb://127.0.0.1:1"]
    let verified = try await bench.run("audit", "verify-export", path, with: nowhere)
    #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    #expect(verified.output.contains("intact: "))

    let again = try await bench.run("audit", "export", "--out", path)
    #expect(again.status == 2)
    #expect(again.errors.contains("File exists"))

    let records = File("\(path)/audit.ndjson")
    let bytes = try records.read(limit: 64 << 20)
    try records.replace(with: Array(bytes.dropLast(2)) + [0x20, 0x7D, 0x0A])
    let tampered = try await bench.run("audit", "verify-export", path, with: nowhere)
    #expect(tampered.status == 1)
    #expect(tampered.output.contains("FAULT"))
    let missing = try await bench.run("audit", "verify-export", "\(path)-not-there")
    #expect(missing.status == 2)
  }

  @Test func aVerifierWrittenFromTheDocumentAgrees() async throws {
    let bench = try await SharedBench.bench()
    let path = "\(bench.home.path)/for-others"
    let export = try await bench.run("audit", "export", "--out", path)
    #expect(export.status == 0, "\(export.errors)")
    let intact = try await independently(path, bench)
    #expect(intact.status == 0, "\(intact.output) \(intact.errors)")
    let records = File("\(path)/audit.ndjson")
    let text = String(decoding: try records.read(limit: 64 << 20), as: UTF8.self)
    try records.replace(with: text.replacing("\"success\"", with: "\"failure\"").utf8)
    let tampered = try await independently(path, bench)
    #expect(tampered.status == 1)
    #expect(tampered.output.contains("has another body"))
  }

  private func independently(_ path: String, _ bench: CommandBench) async throws -> CommandResult {
    let tests = Path.folder(of: Path.folder(of: Path.folder(of: #filePath)))
    return try await CommandRun(
      ["python3", "\(tests)/IndependentVerifier/verify_export.py", path],
      environment: bench.environment(["PATH": "/usr/local/bin:/usr/bin:/bin"]),
      input: "",
      program: "/usr/bin/env"
    ).result()
  }

  @Test func withoutAnAuditStoreNothingIsWritten() async throws {
    let bench = try await SharedBench.bench()
    let path = "\(bench.home.path)/never-exported"
    let result = try await bench.run(
      "audit",
      "export",
      "--out",
      path,
      "--console-database",
      "nowhere"
    )
    #expect(result.status == 2)
    #expect(!File(path).exists)
  }
}
