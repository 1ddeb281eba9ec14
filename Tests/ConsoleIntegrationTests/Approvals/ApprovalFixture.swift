import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// A hold to release, and consoles of several people on one database.
struct ApprovalFixture {
  let holds: HoldFixture
  let holdID: String

  static func make() async throws -> ApprovalFixture {
    let holds = try await HoldFixture.make()
    let receipt = try await holds.place([.entity(holds.user)])
    return ApprovalFixture(holds: holds, holdID: receipt.holdID)
  }

  /// A console of somebody; `later` moves its clock.
  func console(
    _ mongoUser: String?,
    osUser: String = "ops",
    later: Duration = .zero
  ) -> ActionGate {
    let clock = ActionClock(
      now: { WriteFixture.clock.now().advanced(by: later) },
      sleep: WriteFixture.clock.sleep
    )
    return holds.write.stores.gate(
      policy: GatePolicy(environment: "test"),
      actor: .known(
        ActorIdentity(mongoUser: mongoUser, osUser: osUser, host: "jump", clientVersion: "test")
      ),
      journal: holds.write.journal,
      clock: clock
    )
  }

  /// Elevates, plans and applies the release.
  func release(on gate: ActionGate) async throws -> ActionReceipt {
    try await holds.write.revoke(.releaseHold(id: holdID), with: gate)
  }

  /// The hash that the refusal of a release names, or a failed expectation.
  func requested(on gate: ActionGate) async throws -> (hash: String, reason: String) {
    do {
      _ = try await release(on: gate)
    } catch let refusal as GateRefusal {
      if case .needsApproval(let reason, let hash) = refusal { return (hash, reason) }
      throw refusal
    }
    throw Missing()
  }

  struct Missing: Error {}

  func state() async throws -> LegalHold.State { try await holds.hold(holdID).state }

  func auditTypes() async throws -> [String] {
    try await holds.write.documents("audit_headers", of: holds.write.consoleDatabase)
      .sorted { ($0["seq"]?.int ?? 0) < ($1["seq"]?.int ?? 0) }
      .compactMap { $0["type"]?.string }
  }

  static func key(_ seed: UInt8 = 7) throws -> NoteSigningKey {
    try #require(
      NoteSigningKey(
        name: "approver",
        seed: Array(repeating: seed, count: NoteSigningKey.seedSize)
      )
    )
  }
}
