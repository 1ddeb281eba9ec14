import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import Testing

/// No write of a console matches a held document, whatever runs at the same time (compliance.md I-4 to
/// I-6): the server's own record of each state before a write is the witness.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct GuardPropertyTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func noWriteOfAConsoleChangesAHeldDocument(_ seed: UInt64) async throws {
    let world = try await GuardWorld.make(seed: seed)
    try await world.run(steps: 14)
    let history = try await world.history()
    #expect(history.faults == [], "seed \(seed)")
    // A history in which nothing was tried proves nothing.
    #expect(history.consoleWrites > 20, "seed \(seed)")
    #expect(history.count(setting: "email") > 0, "seed \(seed)")
    #expect(history.count(setting: "archivedAt") > 0, "seed \(seed)")
    let console = try #require(world.consoles.first)
    try await world.stripAll()
    let once = try await world.documents()
    try await world.stripAll()
    #expect(try await world.documents() == once, "seed \(seed)")
    #expect(try await console.write.verification().faults.isEmpty)
  }

  @Test(
    arguments: [
      [["_id": "a", "legalHold": true], ["_id": "a", "legalHold": true, "email": "x"]],
      [["_id": "a", "legalHoldIds": ["h"], "email": "x"], ["_id": "a", "legalHoldIds": ["h"]]],
      [["_id": "a"], ["_id": "a", "legalHold": false, "legalHoldIds": ["h"]]],
      [
        ["_id": "a", "legalHold": true, "legalHoldIds": ["h"]],
        ["_id": "a", "legalHold": true, "legalHoldIds": []],
      ],
    ] as [[MongoDocument]]
  )
  func aHistoryThatBreaksAGuardIsAFault(_ states: [MongoDocument]) {
    #expect(DocumentHistory(states: [states]).faults.count == 1)
  }
}
