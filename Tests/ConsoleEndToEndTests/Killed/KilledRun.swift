import ConsoleDomain
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

/// One run of an action that is killed at one step, and what is there afterwards.
struct KilledRun {
  let kill: KillBench
  let action: KilledAction
  let step: KillStep

  /// What the databases and the chain were before.
  private struct Before {
    var length: Int64
    var fingerprint: [String: String]
    var state: String
  }

  /// Whether the action had so many writes; one that had fewer has simply ended.
  func isReached() async throws -> Bool {
    let attempt = try await action.attempt(kill)
    let before = Before(
      length: try await kill.length(),
      fingerprint: try await kill.fingerprint(),
      state: try await attempt.state()
    )
    guard let writes = try await runAndKill(attempt) else { return false }
    let name = "\(action.name), \(step): \(writes.last ?? "")"
    try await expectAccountedFor(attempt, since: before, name)
    if let fault = try await attempt.check(step) { Issue.record("\(name): \(fault)") }
    return true
  }

  /// The writes up to the one at which it was killed; nil: it ended before.
  private func runAndKill(_ attempt: KilledAction.Attempt) async throws -> [String]? {
    let interventions = kill.proxied.interventions
    kill.tap.arm(step)
    let run = try kill.proxied.begin(
      attempt.arguments,
      input: attempt.input,
      with: attempt.environment
    )
    var isHurried = false
    _ = try await eventually(within: .seconds(120)) {
      if !isHurried, attempt.isHurried(by: kill.tap.writes) {
        isHurried = true
        try await run.send(.interrupt)
      }
      return kill.proxied.interventions > interventions || run.hasEnded
    }
    let isReached = kill.proxied.interventions > interventions
    if isReached { try await run.send(.kill) }
    let result = try await run.result()
    #expect(result.status == 137 || !isReached, "\(action.name), \(step): \(result.errors)")
    return isReached ? kill.tap.writes : nil
  }

  private func expectAccountedFor(
    _ attempt: KilledAction.Attempt,
    since before: Before,
    _ name: String
  ) async throws {
    let records = try await kill.headers(from: before.length)
    let fingerprint = try await kill.fingerprint()
    let state = try await attempt.state()
    let isChanged = fingerprint != before.fingerprint || state != before.state
    let isOnRecord = records.contains {
      $0["type"]?.string.map(attempt.types.contains) ?? false
    }
    #expect(!isChanged || isOnRecord, "\(name): a change without a record")

    let dangling = Self.dangling(try await kill.headers(from: 0))
    let listed = try await kill.run(["audit", "recover", "--dry-run", "--format", "ndjson"])
    let sequences = Set(listed.lines.compactMap { $0.firstMatch(of: /"seq":"([0-9]+)"/)?.1 })
    #expect(sequences == Set(dangling.map { Substring(String($0)) }), "\(name): \(listed.output)")

    let recovery = try await kill.run(["audit", "recover", "--format", "ndjson"])
    #expect(recovery.status == 0, "\(name): \(recovery.output) \(recovery.errors)")
    #expect(Self.dangling(try await kill.headers(from: 0)).isEmpty, "\(name)")
    if !isChanged {
      #expect(!recovery.output.contains("recovered"), "\(name): \(recovery.output)")
    } else if dangling.count == 1, dangling[0] >= before.length,
      !attempt.hasOnlyUsedAnApproval(from: before.fingerprint, to: fingerprint)
    {
      #expect(!recovery.output.contains("not_applied"), "\(name): \(recovery.output)")
    }
    let verification = try await kill.run(["audit", "verify", "--format", "ndjson"])
    #expect(verification.status == 0, "\(name): \(verification.output)")
    #expect(verification.output.contains(#""dangling":[]"#), "\(name): \(verification.output)")
  }

  /// Sequences of the intents among these headers whose one possible outcome is not there.
  private static func dangling(_ headers: [MongoDocument]) -> [Int] {
    let events = Set(headers.compactMap { $0["eventId"]?.string })
    return headers.compactMap { header in
      guard header["phase"]?.string == "intent", let event = header["eventId"]?.string,
        !events.contains(OutcomeEventID.of(intent: event))
      else { return nil }
      return header["_id"]?.int
    }
  }
}
