import ConsoleDemo
import ConsoleMongo
import TerminalHarness
import Testing

/// An account is contained in an incident, from the screen of its user, and let in again afterwards.
@Suite(.timeLimit(.minutes(5)))
struct ContainJourneyTests {
  private static let sid = "contain1-0a9b8c7d6e5f40312233445566778899"

  @Test(arguments: [(80, 24), (120, 40)])
  func aUserIsContainedAndLetInAgain(_ columns: Int, _ rows: Int) async throws {
    try await withBackend { backend in
      let user = try await someUser(on: backend)
      try await backend.addSession(Self.sid, user: user, agent: "Journey/1.0 (test)")
      try await withConsole(on: backend, size: (columns, rows)) { console in
        try await console.see("scanned, complete", "RO")
        try await elevate(on: console)
        await console.press(":", "subject user:\(user)", Keys.enter)
        try await console.see("Subject", "DOCUMENTS", "SESSIONS")
        await console.press("a")
        try await console.see("contain: archive the user", "strip everything of the subject")
        await console.press("c")
        try await console.see("CONTAIN AN ACCOUNT", "can't sign in any more", "Cancel")
        try await console.agree("Contain 1", with: Keys.right, Keys.enter)
        try await console.see("RECEIPT: success", "users: 1 changed", "sessions revoked", "undo")
        #expect(try await backend.has(session: Self.sid) == false)
        #expect(try await isArchived(user, on: backend))
        await console.press(Keys.escape)
        try await console.see("none in the user's own set", "archived")
        await console.press("g", "a")
        try await console.see("unarchive user \(user)")
        await console.press("n")
        try await console.see("UNARCHIVE DOCUMENTS", "Cancel")
        try await console.agree("Unarchive 1", with: Keys.right, Keys.enter)
        try await console.see("RECEIPT: success", "users: 1 changed")
        #expect(try await !isArchived(user, on: backend))
        await console.press(Keys.escape, ":", "quit", Keys.enter)
        try await console.ends(as: .status(0))
      }
    }
  }

  private func elevate(on console: ConsoleUnderTest) async throws {
    await console.press("R")
    try await console.see("ELEVATE")
    await console.press("account takeover, contain", Keys.tab, "OPS-4712", Keys.tab)
    try await console.see("OPS-4712")
    try await console.agree("Elevate", with: Keys.enter)
    try await console.see("INITIALISE AUDIT STORE")
    try await console.agree("Initialise", with: Keys.right, Keys.enter)
    try await console.see("changes are possible", "RW")
  }

  /// Neither held nor archived.
  private func someUser(on backend: DemoBackend) async throws -> String {
    let request = FindRequest(
      MongoNamespace(backend.demo.database, "users"),
      filter: [
        "legalHold": ["$ne": true], "piiStripped": ["$ne": true], "archivedAt": .null,
      ],
      sort: ["_id": 1],
      limit: 1
    )
    let user = try await backend.mongo.find(request, deadline: .seconds(30)).first
    return try #require(user?["_id"]?.objectID).hex
  }

  private func isArchived(_ user: String, on backend: DemoBackend) async throws -> Bool {
    let request = FindRequest(
      MongoNamespace(backend.demo.database, "users"),
      filter: ["_id": .objectID(try #require(MongoObjectID(user)))],
      limit: 1
    )
    let document = try #require(
      try await backend.mongo.find(request, deadline: .seconds(30)).first
    )
    return document["archivedAt"]?.date != nil
  }
}
