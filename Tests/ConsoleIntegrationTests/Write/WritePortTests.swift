import ConsoleSystem
import Testing

/// Walks every write port: none can be reached without a permit, and nothing is written beside them.
///
/// The compiler proves that a permit comes from a stored intent (docs/architecture.md); what it can't see,
/// a port that asks for none and a write that goes past the ports, is read from the sources.
@Suite struct WritePortTests {
  private static let withoutPermit: Set = [
    "AuditInitialiser", "AuditStore", "CheckpointStore", "OutcomeJournal",
  ]

  @Test func everyWritePortAsksForAPermit() async throws {
    let walk = try await walk(Self.repository)
    #expect(walk.status == 0, "\(walk.output)")
    let ports = walk.output.split(separator: "\n").filter { !$0.contains("error") }
      .map { $0.split(separator: "\t") }
    #expect(ports.count > 10)
    let exempt = Set(ports.filter { $0.last == "no permit" }.compactMap(\.first).map(String.init))
    #expect(exempt == Self.withoutPermit)
  }

  @Test(arguments: [
    (
      "Sources/ConsoleActions/Ports/Port.swift",
      "package protocol BadStore: Sendable {\n  func remove(_ id: String) async throws(StoreProblem)\n}\n",
      "BadStore without a permit"
    ),
    (
      "Sources/ConsoleActions/Ports/Port.swift",
      "package struct BadPort: Sendable {\n  package var remove: @Sendable (String) async -> Void\n}\n",
      "BadPort: a write port is a protocol"
    ),
    (
      "Sources/ConsoleRuntime/Past.swift", "let command = RedisCommand(\"DEL\", key)\n",
      "a write outside of Sources/ConsoleStores/Write"
    ),
    (
      "Sources/holdfast/Past.swift", "_ = try await mongo.updateOne(request, deadline: deadline)\n",
      "a write outside of Sources/ConsoleStores/Write"
    ),
    (
      "Sources/ConsoleStores/Write/Forged.swift",
      "let permit = MutationPermit(sequence: 0, operation: id)\n",
      "a permit made outside of AuditLog"
    ),
  ])
  func theWalkFindsWhatGoesPastThem(path: String, code: String, finding: String) async throws {
    let folder = try Folder.temporary(prefix: "write-ports")
    defer { try? folder.removeRecursively() }
    try Folder(Path.folder(of: "\(folder.path)/\(path)")).create()
    try File("\(folder.path)/\(path)").replace(with: code.utf8)
    let walk = try await walk(folder.path)
    #expect(walk.status == 1)
    #expect(walk.output.contains(finding), "\(walk.output)")
  }

  private static let repository = (0..<4).reduce(#filePath) { path, _ in Path.folder(of: path) }

  private func walk(_ tree: String) async throws -> (status: Int32, output: String) {
    let folder = try Folder.temporary(prefix: "write-ports-output")
    defer { try? folder.removeRecursively() }
    let output = "\(folder.path)/output"
    let status = try await ProgramRun.run(
      "/bin/sh",
      arguments: [
        "-c", "exec python3 \"$1\" --writes \"$2\" >\"$3\" 2>&1", "sh",
        "\(Self.repository)/scripts/lint", tree, output,
      ],
      input: [],
      environment: ["PATH": ProcessEnvironment.value("PATH") ?? "/usr/bin:/bin"],
      deadline: .seconds(60)
    )
    return (status, String(decoding: try File(output).read(limit: 1 << 20), as: UTF8.self))
  }
}
