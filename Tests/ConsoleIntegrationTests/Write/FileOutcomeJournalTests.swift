import ConsoleActions
import ConsoleDomain
import ConsoleStores
import ConsoleSystem
import Testing

struct FileOutcomeJournalTests {
  @Test func recordsComeBackAsTheyWereAddedAlsoToAnotherProcess() async throws {
    try await withFolder { folder in
      let path = "\(folder.path)/state/outcomes"
      let first = entry("01J0000000000000000000000A", intentEventID: "01J00000000000000000000000")
      let second = entry("01J0000000000000000000000B", intentEventID: "01J0000000000000000000000C")
      let journal = FileOutcomeJournal(path: path)
      #expect(try await journal.pending() == OwedOutcomes())
      try await journal.add([first])
      try await journal.add([second])
      let names = try Folder(path).names().sorted()
      #expect(names == [first, second].map { "\($0.entry.body.eventID).bson" })
      #expect(try File(path).attributes().mode == 0o700)
      #expect(try File("\(path)/\(names[0])").attributes().mode == 0o600)
      let other = FileOutcomeJournal(path: path)
      #expect(try await other.pending() == OwedOutcomes(entries: [first, second]))
      try await other.remove(eventIDs: [first.entry.body.eventID])
      #expect(try await journal.pending() == OwedOutcomes(entries: [second]))
    }
  }

  @Test(
    arguments: [[1, 2, 3], [5, 0, 0, 0], [255, 255, 255, 255, 0], [5, 0, 0, 0, 0]] as [[UInt8]]
  )
  func aDamagedFileIsSaidToBeSoAndLeftAsItIs(bytes: [UInt8]) async throws {
    try await withFolder { folder in
      let file = File("\(folder.path)/01J0000000000000000000000A.bson")
      try file.replace(with: bytes)
      let journal = FileOutcomeJournal(path: folder.path)
      let other = entry("01J0000000000000000000000B", intentEventID: "01J00000000000000000000000")
      try await journal.add([other])
      let owed = try await journal.pending()
      #expect(owed.damage?.contains("01J0000000000000000000000A.bson") == true)
      #expect(owed.entries == [other])
      #expect(try file.read(limit: 100) == bytes)
    }
  }

  private func entry(_ eventID: String, intentEventID: String) -> JournalEntry {
    let fields = [
      AuditField(
        path: "result",
        content: .disclosed(salt: [UInt8](repeating: 7, count: 32), value: .string("success"))
      ),
      AuditField(path: "reason", content: .redacted(digest: [UInt8](repeating: 9, count: 32))),
    ]
    let entry = AuditEntry(
      type: "session.revoke",
      phase: .outcome,
      body: AuditBody(eventID: eventID, fields: fields),
      createdAt: Instant(milliseconds: 1_795_489_200_123)
    )
    return JournalEntry(entry: entry, intentEventID: intentEventID)
  }

  private func withFolder(_ body: (Folder) async throws -> Void) async throws {
    let folder = try Folder.temporary(prefix: "holdfast-journal")
    do {
      try await body(folder)
    } catch {
      try? folder.removeRecursively()
      throw error
    }
    try folder.removeRecursively()
  }
}
