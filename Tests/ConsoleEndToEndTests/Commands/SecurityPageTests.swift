import ConsoleDemo
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem
import ServerHarness
import Testing

/// docs/security.md promises that its roles and rules are enough; here they are all that people have.
struct SecurityPageTests {
  private static let password = "e2e0password"

  @Test func itsRolesAndRulesAreEnough() async throws {
    let bench = try await CommandBench.start()
    do {
      try await check(bench)
    } catch {
      await bench.stop()
      throw error
    }
    await bench.stop()
  }

  private func check(_ bench: CommandBench) async throws {
    let page = try SecurityPage()
    let roles = try await makePeople(page, on: bench)
    #expect(roles == ["opsOncall", "opsCompliance", "opsAuditor", "opsSweep", "opsSetUp"])
    let redis = try #require(page.redisRules.first)
    let rules = redis.map { Array(($0 == ">PASSWORD" ? ">\(Self.password)" : $0).utf8) }
    _ = try await bench.backend.redis.send(
      RedisCommand(name: "ACL", arguments: rules),
      deadline: .seconds(30)
    )
    for role in ["opsOncall", "opsCompliance"] {
      try await revokes(bench, as: role)
    }
    let auditor = environment(bench, "opsAuditor")
    #expect(try await run(bench, ["audit", "list"], auditor).status == 0)
    #expect(try await run(bench, ["audit", "verify"], auditor).status == 0)
    let sweep = try await run(
      bench,
      ["sweep", "--format", "ndjson"],
      environment(bench, "opsSweep")
    )
    #expect(sweep.status == 0, "\(sweep.output) \(sweep.errors)")
    #expect(sweep.lines.count == 9)
    let setUp = environment(bench, "opsSetUp")
    #expect(try await run(bench, ["doctor", "--init", "--yes"], setUp).status == 0)
  }

  private func revokes(_ bench: CommandBench, as role: String) async throws {
    let added = try await bench.addSessions(2)
    let person = environment(bench, role)
    let list = try await run(bench, ["sessions", "list", "--format", "ndjson"], person)
    #expect(list.status == 0)
    #expect(list.errors.isEmpty, "names are known: \(list.errors)")
    let revoke = try CommandRun(
      [
        "sessions", "revoke", "-", "--yes", "--reason", "as the page says", "--ticket", "E2E-900",
        "--format", "json",
      ],
      environment: person,
      input: added.input
    )
    #expect(try await eventually(within: .seconds(60)) { try await bench.remaining(added) == 0 })
    try await revoke.send(.interrupt)
    let result = try await revoke.result()
    #expect(result.status == 130)
    #expect(result.output.contains(#""result":"success""#), "\(result.output) \(result.errors)")
    #expect(!result.output.contains("event"), "the backend's event was written: \(result.output)")
  }

  private func run(
    _ bench: CommandBench,
    _ arguments: [String],
    _ environment: [String: String]
  ) async throws -> CommandResult {
    try await CommandRun(arguments, environment: environment, input: "").result()
  }

  /// Both addresses of whoever has this role and the page's Redis rules.
  private func environment(_ bench: CommandBench, _ role: String) -> [String: String] {
    let servers = bench.backend.demo.servers
    return bench.environment([
      "REDIS_URL": "unix://ops-oncall:\(Self.password)@\(servers.redisSocket)",
      "MONGO_URI": "mongodb://page-\(role):\(Self.password)@127.0.0.1:\(servers.mongoPort)"
        + "/?replicaSet=\(servers.replicaSet)&authSource=admin",
    ])
  }

  /// Makes each role of the page under a name of its own, and somebody who has it.
  private func makePeople(
    _ page: SecurityPage,
    on bench: CommandBench
  ) async throws -> [String] {
    var names: [String] = []
    for text in page.roles {
      let name = try #require(try MongoDocument(json: text)["createRole"]?.string)
      let role = try MongoDocument(json: text.replacing("\"\(name)\"", with: "\"page-\(name)\""))
      let user: MongoDocument = [
        "createUser": .string("page-\(name)"), "pwd": .string(Self.password),
        "roles": [.string("page-\(name)")],
      ]
      for command in [role, user] {
        _ = try await bench.backend.mongo.command(command, on: "admin", deadline: .seconds(30))
      }
      names.append(name)
    }
    return names
  }
}

/// The blocks of docs/security.md that a machine can run.
private struct SecurityPage {
  /// `createRole` commands as JSON.
  let roles: [String]
  /// The words of each `ACL` command after `ACL`.
  let redisRules: [[String]]

  init(source: String = #filePath) throws {
    let root = (0..<4).reduce(source) { path, _ in Path.folder(of: path) }
    let bytes = try File("\(root)/docs/security.md").read(limit: 1 << 20)
    let blocks = String(decoding: bytes, as: UTF8.self).split(separator: "```")
    roles = blocks.filter { $0.hasPrefix("json\n") }.map { String($0.dropFirst("json\n".count)) }
    redisRules = blocks.filter { $0.hasPrefix("redis\n") }.map { block in
      Self.arguments(block.dropFirst("redis\nACL ".count))
    }
  }

  /// Words, what stands in parentheses being one.
  private static func arguments(_ text: Substring) -> [String] {
    var words: [String] = []
    var isInside = false
    for word in text.split(whereSeparator: \.isWhitespace) {
      if isInside, let last = words.indices.last {
        words[last] += " \(word)"
      } else {
        words.append(String(word))
      }
      if word.hasPrefix("(") { isInside = true }
      if word.hasSuffix(")") { isInside = false }
    }
    return words
  }
}
