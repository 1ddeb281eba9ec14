import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem
import TerminalHarness
import Testing

/// The audit screen on a terminal: find an event, follow, read what is held.
@Suite(.timeLimit(.minutes(5)))
struct AuditJourneyTests {
  @Test func findsAHeldEventOpensItOnRecordAndFollows() async throws {
    try await withBackend { backend in
      try await add("legal.probe", isHeld: true, to: backend)
      try await withConsole(on: backend) { console in
        try await console.see("scanned, complete")
        await console.press("6")
        try await console.see("legal.probe")
        await console.press("/", "action:legal.probe since:1h", Keys.enter)
        try await console.see("1 event, all")
        await console.press(Keys.enter)
        try await console.see("redacted: x opens it")
        await console.press("x")
        try await console.see("INITIALISE AUDIT STORE")
        try await console.agree("Initialise", with: Keys.right, Keys.enter)
        try await console.see("REVEAL")
        await console.press("counsel asks for case 12", Keys.tab)
        try await console.agree("Reveal", with: Keys.enter)
        try await console.see("kept for counsel")
        await console.press(Keys.escape, Keys.escape)
        try await console.see("event.reveal")
        await console.press("f")
        try await console.see("Audit following")
        try await add("legal.followed", isHeld: false, to: backend)
        try await console.see("legal.followed")
        await console.press("q", "q")
        try await console.ends(as: .status(0))
      }
    }
  }

  private func add(_ type: String, isHeld: Bool, to backend: DemoBackend) async throws {
    let now = SystemClock.wallMilliseconds()
    _ = try await backend.mongo.command(
      [
        "insert": "eventlogs",
        "documents": [
          [
            "_id": .objectID(.generate()), "eventType": .string(type), "action": "probe",
            "legalHold": .bool(isHeld), "piiStripped": false,
            "metadata": ["note": "kept for counsel"], "createdAt": .date(now),
          ]
        ],
      ],
      on: backend.demo.database,
      deadline: .seconds(30)
    )
  }
}
