import ConsoleActions
import ConsoleDomain
import ConsoleStores
import ConsoleSystem
import Testing

/// What becomes of the intent that a killed sweep leaves behind.
@Suite(.timeLimit(.minutes(5)))
struct KilledSweepTests {
  @Test func theNextSweepEndsTheIntentOfOneThatWasKilled() async throws {
    let fixture = try await WriteFixture.shared()
    let folder = try Folder.temporary(prefix: "recovery")
    defer { try? folder.removeRecursively() }
    var killed = WriteFixture.identity
    killed.process = try markOfADeadProcess()
    try await beginAndDie(fixture, as: killed)
    #expect(try await fixture.verification().dangling.count == 1)

    let step = RecoveryStep(recovery(fixture, folder))
    let result = try await fixture.sweep(more: [step]).run { _ in }
    guard case .ran(let run, _) = result else {
      Issue.record("the sweep did not run: \(result)")
      return
    }
    let recovered = try #require(run.steps.last)
    #expect(recovered.state == .done, "\(recovered.text)")
    #expect(recovered.changed == 1)
    let verification = try await fixture.verification()
    #expect(verification.faults.isEmpty && verification.dangling.isEmpty)
  }

  /// An intent of a process whose memory of it is gone: its journal is nobody's.
  private func beginAndDie(_ fixture: WriteFixture, as actor: ActorIdentity) async throws {
    let log = AuditLog(
      store: fixture.stores.audit,
      journal: MemoryJournal(),
      actor: .known(actor),
      clock: WriteFixture.clock,
      random: .secure
    )
    var intent = fixture.intent()
    intent.type = "sweep.run"
    intent.reason = "holdfast sweep"
    _ = try await log.begin(intent)
  }

  /// The id of this process as one had it that started with the machine.
  private func markOfADeadProcess() throws -> String {
    let own = try #require(ProcessMark.own).description
    let start = try #require(own.split(separator: "/").last)
    return own.dropLast(start.count) + "0"
  }

  private func recovery(_ fixture: WriteFixture, _ folder: Folder) -> IntentRecovery {
    RecoveryStores(
      RecoveryStores.Parts(
        redis: fixture.redis,
        mongo: fixture.mongo,
        database: fixture.database,
        consoleDatabase: fixture.consoleDatabase,
        profile: .nest,
        markFolder: folder.path,
        scanBudget: .seconds(30)
      )
    ).recovery(
      log: fixture.log(),
      journal: fixture.journal,
      mayRecord: true,
      clock: WriteFixture.clock
    )
  }
}
