import ConsoleDomain
import ConsoleMongo
import ConsoleSystem
import ServerHarness

/// The sweep with work for each of its steps.
extension KilledAction {
  static let sweep = KilledAction(name: "sweep", writesFiles: true) { kill in
    try await kill.freeLease()
    let orphan = try await kill.addOrphan()
    try await kill.leaveIntent()
    _ = try await kill.subject()
    return Attempt(
      arguments: ["sweep"],
      environment: try await kill.signing(),
      types: ["sweep.run"],
      state: {
        "\(try await kill.console("audit_bodies", where: ["_id": .string(orphan)]).count)"
      },
      check: { _ in
        try await kill.freeLease()
        let next = try await kill.run(["sweep"], with: try await kill.signing())
        let left = try await kill.console("audit_bodies", where: ["_id": .string(orphan)])
        return next.status == 0 && left.isEmpty
          ? nil : "the next one does not go on: \(next.output) \(next.errors)"
      }
    )
  }
}

extension KillBench {
  /// A sweep that was killed keeps its lease for ten minutes.
  func freeLease() async throws {
    try await write(
      [
        "update": "leases",
        "updates": [["q": [:], "u": ["$unset": ["owner": "", "until": "", "runs": ""]]]],
      ],
      toConsole: true
    )
  }

  /// A body of two days ago whose header never came.
  fileprivate func addOrphan() async throws -> String {
    let then = SystemClock.wallMilliseconds() - 2 * 86_400_000
    let random = (0..<ULID.randomSize).map { _ in UInt8.random(in: .min ... .max) }
    let id = ULID.make(at: Instant(milliseconds: then), random: random)
    try await write(
      [
        "insert": "audit_bodies",
        "documents": [
          [
            "_id": .string(id), "disclosed": [], "redacted": [], "createdAt": .date(then),
            "legalHold": false, "legalHoldIds": [],
          ]
        ],
      ],
      toConsole: true
    )
    return id
  }

  /// An intent of a console that died.
  fileprivate func leaveIntent() async throws {
    let subject = try await subject()
    let interventions = proxied.interventions
    // The elevation's and the intent's body and header.
    tap.arm(KillStep(write: 4, isDone: true))
    let run = try proxied.begin(
      ["entities", "archive", "--entity", subject.key] + KilledAction.agreed
    )
    _ = await eventually(within: .seconds(60)) {
      proxied.interventions > interventions || run.hasEnded
    }
    try await run.send(.kill)
    _ = try await run.result()
  }
}
