import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import Testing

/// Keys, checkpoints and proofs by command, on a console database of their own.
struct AuditCheckpointTests {
  private struct Trail {
    let bench: CommandBench
    let folder: Folder
    let database: String
    let key: String
    let environment: [String: String]

    func run(_ arguments: String...) async throws -> CommandResult {
      try await run(arguments: arguments)
    }

    func run(arguments: [String]) async throws -> CommandResult {
      try await CommandRun(
        arguments + ["--console-database", database],
        environment: environment,
        input: ""
      ).result()
    }

    func offline(_ arguments: String..., input: String = "") async throws -> CommandResult {
      try await CommandRun(
        arguments,
        environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path],
        input: input
      ).result()
    }
  }

  /// An audit store with a few records and a key for it.
  private func trail(_ name: String) async throws -> Trail {
    let bench = try await SharedBench.bench()
    let folder = try Folder.temporary(prefix: "checkpoints", in: bench.home.path)
    let privateKey = "\(folder.path)/private.key"
    let made = try await bench.run(
      "audit",
      "keygen",
      "--out",
      privateKey,
      "--name",
      "e2e.example/\(name)"
    )
    #expect(made.status == 0, "\(made.errors)")
    let trail = Trail(
      bench: bench,
      folder: folder,
      database: name,
      key: String(try #require(made.lines.first)),
      environment: bench.environment([
        "MONGO_URI": bench.backend.demo.administratorURI,
        "HOLDFAST_CHECKPOINT_KEY": "@\(privateKey)",
        "HOLDFAST_CHECKPOINT_FILES": "\(folder.path)/newest",
      ])
    )
    #expect(try await trail.run("doctor", "--init", "--yes").status == 0)
    for number in 1...3 { try await annotate(trail, "the note with number \(number)") }
    return trail
  }

  /// One more record; the first of the chain, its initialisation, is what it is about.
  private func annotate(_ trail: Trail, _ note: String) async throws {
    let result = try await trail.run("audit", "annotate", "0", "--note", note)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aKeyIsPrivateAndNeverOverwritten() async throws {
    let bench = try await SharedBench.bench()
    let folder = try Folder.temporary(prefix: "keys", in: bench.home.path)
    let path = "\(folder.path)/key"
    let made = try await bench.run("audit", "keygen", "--out", path, "--name", "e2e.example/k")
    #expect(made.status == 0)
    #expect(made.output.hasPrefix("e2e.example/k+"))
    #expect(!made.output.contains("PRIVATE") && !made.errors.contains("PRIVATE"))
    #expect(try File(path).attributes().mode == 0o600)
    let text = try File(path).read(limit: 1000)
    #expect(String(decoding: text, as: UTF8.self).hasPrefix("PRIVATE+KEY+e2e.example/k+"))
    #expect(try await bench.run("audit", "keygen", "--out", path).status == 2)
    #expect(try File(path).read(limit: 1000) == text)
    let wrong = try await bench.run("audit", "keygen", "--out", "\(path)2", "--name", "a b")
    #expect(wrong.status == 64)
  }

  @Test func aChainIsSignedProvedAndVerified() async throws {
    let trail = try await trail("signed")
    let signed = try await trail.run("audit", "checkpoint")
    #expect(signed.status == 0, "\(signed.errors)")
    #expect(signed.output.hasPrefix("e2e.example/signed\n"))
    #expect(signed.errors.contains("copied to file \(trail.folder.path)/newest"))
    let verified = try await trail.run("audit", "verify", "--format", "ndjson")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(verified.output.contains(#""checkpoints":2"#))
    #expect(verified.output.contains(#""warnings":[]"#))

    let proof = try await trail.run("audit", "prove", "0")
    #expect(proof.status == 0, "\(proof.errors)")
    let holds = try await trail.offline(
      "audit",
      "verify-proof",
      "-",
      "--key",
      trail.key,
      input: proof.output
    )
    #expect(holds.status == 0, "\(holds.errors)")
    #expect(holds.output.contains("signed by e2e.example/signed"))
    let spoiled = proof.output.replacing(#""index":0"#, with: #""index":1"#)
    let refused = try await trail.offline(
      "audit",
      "verify-proof",
      "-",
      "--key",
      trail.key,
      input: spoiled
    )
    #expect(refused.status == 1)

    try await provesGrowth(trail, size: try #require(signed.lines.dropFirst().first))
  }

  /// A proof between two sizes holds for whoever has a checkpoint of the newer one.
  private func provesGrowth(_ trail: Trail, size: Substring) async throws {
    for (to, status) in [(String(size), Int32(0)), (nil, 2)] {
      let growth = try await trail.run(
        arguments: ["audit", "prove", "--from", "1"] + (to.map { ["--to", $0] } ?? [])
      )
      #expect(growth.status == 0, "\(growth.errors)")
      let checked = try await trail.offline(
        "audit",
        "verify-proof",
        "-",
        "--key",
        trail.key,
        input: growth.output
      )
      #expect(checked.status == status, "\(checked.output) \(checked.errors)")
    }
    #expect(try await trail.run("audit", "prove", "9999").status == 1)
  }

  @Test func aCheckpointKeptElsewhereIsComparedByWhoeverHasTheKey() async throws {
    let trail = try await trail("elsewhere")
    #expect(try await trail.run("audit", "checkpoint").status == 0)
    let other = try await trail.bench.run(
      "audit",
      "keygen",
      "--out",
      "\(trail.folder.path)/other.key",
      "--name",
      "e2e.example/elsewhere"
    )
    for (key, status) in [(trail.key, Int32(0)), (String(try #require(other.lines.first)), 1)] {
      let verified = try await trail.bench.run(
        "audit",
        "verify",
        "--console-database",
        trail.database,
        "--checkpoint",
        "\(trail.folder.path)/newest",
        "--key",
        key,
        with: ["MONGO_URI": trail.bench.backend.demo.administratorURI]
      )
      #expect(verified.status == status, "\(verified.output) \(verified.errors)")
    }
  }

  @Test func aRewrittenTrailIsFoundAndNotSigned() async throws {
    let trail = try await trail("rewritten")
    #expect(try await trail.run("audit", "checkpoint").status == 0)
    for collection in ["audit_headers", "audit_bodies", "checkpoints"] {
      _ = try await trail.bench.backend.mongo.command(
        ["delete": .string(collection), "deletes": [["q": [:], "limit": 0]]],
        on: trail.database,
        deadline: .seconds(30)
      )
    }
    #expect(try await trail.run("doctor", "--init", "--yes").status == 0)
    for _ in 0..<6 { try await annotate(trail, "another past altogether") }
    let verified = try await trail.run("audit", "verify")
    #expect(verified.status == 1)
    #expect(verified.output.contains("checkpoint-root") || verified.output.contains("truncated"))
    let signed = try await trail.run("audit", "checkpoint")
    #expect(signed.status == 1)
    #expect(signed.output.isEmpty)
    #expect(signed.errors.contains("nothing was signed"))
  }

  @Test func withoutAKeyNothingIsSigned() async throws {
    let bench = try await SharedBench.bench()
    #expect(try await bench.run("audit", "checkpoint").status == 64)
    let refused = try await bench.run("audit", "checkpoint", "--webhook", "https://example.com/t")
    #expect(refused.status == 64 && refused.errors.contains("process list"))
  }
}
