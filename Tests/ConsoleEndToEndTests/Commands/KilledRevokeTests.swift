import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

/// `kill -9` at every step of a revoke: nothing changed without a record, and nothing half-done is unlisted.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct KilledRevokeTests {
  @Test func aBatchThatIsKilledAnywhereIsListedAndEndsWithWhatIsThere() async throws {
    try await killEverywhere(sessions: 3)
  }

  @Test func aSingleRevokeThatIsKilledAnywhereIsListedAndEndsWithWhatIsThere() async throws {
    try await killEverywhere(sessions: 1)
  }

  private func killEverywhere(sessions count: Int) async throws {
    let bench = try await CommandBench.start()
    do {
      for point in KillPoint.all { try await kill(at: point, sessions: count, on: bench) }
    } catch {
      await bench.stop()
      throw error
    }
    await bench.stop()
  }

  private func kill(at point: KillPoint, sessions count: Int, on bench: CommandBench) async throws {
    let reached = Once()
    let recorded = Once()
    let proxied = try ProxiedBench(
      bench,
      mongo: point.mongo(reached, recorded: recorded),
      redis: point.redis(reached, recorded: recorded, count: count)
    )
    defer { proxied.stop() }
    let revoke = HeldRevoke(user: try await bench.heldUser(), count: count, name: "\(point)")
    try await revoke.addSessions(to: bench)
    let run = try proxied.begin(revoke.arguments, input: revoke.input)
    if point.isAfterChecks {
      try #require(await eventually(within: .seconds(60)) { recorded.isDone }, "\(point)")
      try await run.send(.interrupt)
    }
    let isReached = await eventually(within: .seconds(60)) { proxied.interventions > 0 }
    try await run.send(.kill)
    let result = try await run.result()
    try #require(isReached, "\(point) was not reached: \(result.errors)")
    #expect(result.status == 137, "\(point)")
    try await expectListedAndEnded(revoke, on: bench, at: point)
  }

  private func expectListedAndEnded(
    _ revoke: HeldRevoke,
    on bench: CommandBench,
    at point: KillPoint
  ) async throws {
    let left = try await revoke.remaining(on: bench)
    let copies = try await bench.consoleDocuments("evidence").count { document in
      document["keyHash"]?.string.map(revoke.hashes.contains) ?? false
    }
    let intent = try await bench.intent(ticket: revoke.ticket)
    let isChanged = left < revoke.count || copies > 0
    #expect(!isChanged || intent != nil, "\(point): a change without a record")
    guard let intent else {
      #expect(point.step == .intentBody || point == KillPoint(step: .intentHeader, isDone: false))
      return
    }
    let isEnded = point == KillPoint(step: .outcomeHeader, isDone: true)
    let listed = try await bench.run("audit", "recover", "--dry-run", "--format", "ndjson")
    #expect(listed.lines.contains { $0.contains("\"seq\":\"\(intent)\"") } == !isEnded, "\(point)")
    let recovery = try await bench.run("audit", "recover", "--format", "ndjson")
    #expect(recovery.status == 0, "\(point): \(recovery.output) \(recovery.errors)")
    let words = try await bench.outcomes(of: intent)
    #expect(words == [revoke.result(left: left, at: point)], "\(point): \(words)")
    let verification = try await bench.run("audit", "verify", "--format", "ndjson")
    #expect(verification.status == 0, "\(point): \(verification.output)")
    #expect(verification.output.contains(#""dangling":[]"#), "\(point): \(verification.output)")
  }
}

/// A revoke of some sessions of a user under legal hold.
private struct HeldRevoke {
  let user: String
  let count: Int
  let name: String
  let sids: [String]
  let ticket: String

  init(user: String, count: Int, name: String) {
    self.user = user
    self.count = count
    self.name = name
    let random = { String(UInt64.random(in: .min ... .max), radix: 36) }
    sids = (0..<count).map { _ in "killed-\(random())\(random())" }
    ticket = "KILL-\(random())"
  }

  var hashes: Set<String> { Set(sids.map { SessionID(namespace: "", bytes: Array($0.utf8)).hash }) }
  var input: String { sids.map { "\($0)\n" }.joined() }

  var arguments: [String] {
    ["sessions", "revoke", "-", "--yes", "--reason", "killed in the middle", "--ticket", ticket]
  }

  func addSessions(to bench: CommandBench) async throws {
    for sid in sids { try await bench.backend.addSession(sid, user: user, agent: "curl/8.5") }
  }

  func remaining(on bench: CommandBench) async throws -> Int {
    var left = 0
    for sid in sids where try await bench.backend.has(session: sid) { left += 1 }
    return left
  }

  /// An outcome whose body was stored is finished as it was meant; others are what is there.
  func result(left: Int, at point: KillPoint) -> String {
    if point.step == .outcomeHeader || point == KillPoint(step: .outcomeBody, isDone: true) {
      return "success"
    }
    return left == count ? "not_applied" : "recovered"
  }
}

extension CommandBench {
  /// A user under legal hold, whose sessions are copied before they are revoked.
  fileprivate func heldUser() async throws -> String {
    let users = try await backend.documents(
      "users",
      of: backend.demo.database,
      where: ["legalHold": true, "piiStripped": ["$ne": true]]
    )
    guard case .objectID(let id)? = users.first?["_id"] else { throw NoHeldUser() }
    return id.hex
  }

  fileprivate func consoleDocuments(
    _ collection: String,
    where filter: MongoDocument = [:]
  ) async throws -> [MongoDocument] {
    try await backend.documents(collection, of: backend.demo.consoleDatabase, where: filter)
  }

  /// Sequence of the intent under a ticket; nil when there is none in the chain.
  fileprivate func intent(ticket: String) async throws -> Int? {
    let bodies = try await consoleDocuments(
      "audit_bodies",
      where: ["disclosed": ["$elemMatch": ["path": "ticket", "value": .string(ticket)]]]
    )
    let ids = bodies.compactMap { $0["_id"]?.string }.map(MongoValue.string)
    let headers = try await consoleDocuments(
      "audit_headers",
      where: ["eventId": ["$in": .array(ids)], "phase": "intent"]
    )
    return headers.first?["_id"]?.int
  }

  /// The results of all outcomes in the chain that name the operation of an intent.
  fileprivate func outcomes(of intent: Int) async throws -> [String] {
    let header = try await consoleDocuments("audit_headers", where: ["_id": MongoValue(intent)])
    guard let eventID = header.first?["eventId"] else { return [] }
    let bodies = try await consoleDocuments(
      "audit_bodies",
      where: ["disclosed": ["$elemMatch": ["path": "intentEventId", "value": eventID]]]
    )
    var results: [String] = []
    for body in bodies {
      let inChain = try await consoleDocuments(
        "audit_headers",
        where: ["eventId": body["_id"] ?? .null, "phase": "outcome"]
      )
      for field in body["disclosed"]?.array ?? [] where !inChain.isEmpty {
        if field.document?["path"]?.string == "result",
          let result = field.document?["value"]?.string
        {
          results.append(result)
        }
      }
    }
    return results
  }

  private struct NoHeldUser: Error {}
}
