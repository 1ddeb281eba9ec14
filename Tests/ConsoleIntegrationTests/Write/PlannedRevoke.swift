import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Testing

/// Three sessions whose revoke is planned and authorised, on servers that a test is about to break.
struct PlannedRevoke {
  let fixture: WriteFixture
  let ids: [SessionID]
  private let gate: ActionGate
  private let plan: ActionPlan

  init(on servers: PrivateServers) async throws {
    fixture = try WriteFixture(
      redisURL: servers.redisURL,
      mongoURI: servers.anonymousURI,
      database: "app",
      consoleDatabase: "holdfast",
      purpose: .interactive
    )
    try await fixture.stores.initialiser.initialise()
    var ids: [SessionID] = []
    for number in 0..<3 { ids.append(try await fixture.addSession("planned-session-\(number)")) }
    self.ids = ids
    gate = fixture.gate()
    _ = try await gate.elevate(reason: "an integration test", ticket: "none yet")
    plan = try await gate.plan(
      .revokeSessions(ids.map { RevokeTarget(id: $0, userID: WriteFixture.user) })
    )
  }

  /// Applies the plan; nil when that was not refused.
  func refusal() async -> GateRefusal? {
    do throws(GateRefusal) {
      _ = try await gate.apply(
        plan.id,
        authorisation: Authorisation(
          reason: "an integration test",
          ticket: "none yet",
          phrase: plan.phrase
        ),
        progress: { _ in }
      )
      return nil
    } catch {
      return error
    }
  }

  /// The sessions that are still there.
  func remaining() async throws -> [SessionID] {
    var found: [SessionID] = []
    for id in ids where try await fixture.exists(id) { found.append(id) }
    return found
  }

  /// The phases of the records of revokes, in the order of the chain.
  func phasesOnRecord() async throws -> [String] {
    let headers = try await fixture.documents(
      "audit_headers",
      of: "holdfast",
      where: ["type": "session.revoke"]
    )
    return headers.compactMap { $0["phase"]?.string }
  }

  /// All that is owed gets stored once MongoDB takes records again, and the chain is whole.
  func expectSettled() async throws {
    let isSettled = await eventually(within: .seconds(90)) {
      // What is owed to an intent waits until a majority has that intent.
      guard await gate.settleAudit().problem == nil, await fixture.journal.count == 0 else {
        return false
      }
      guard let verification = try? await fixture.verification() else { return false }
      return verification.faults.isEmpty && verification.dangling.isEmpty
    }
    #expect(isSettled)
  }

  /// A revoke that was refused before its intent left no record that it happened.
  func expectNothingOnRecord() async throws {
    try await expectSettled()
    #expect(try await phasesOnRecord() == [])
  }
}
