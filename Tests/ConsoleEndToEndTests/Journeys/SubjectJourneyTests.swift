import TerminalHarness
import Testing

/// Everything of one person, from the palette to a document and back.
@Suite(.timeLimit(.minutes(5)))
struct SubjectJourneyTests {
  @Test(arguments: [(80, 24), (120, 40)])
  func aUserIsLookedUpAndADocumentOpened(_ columns: Int, _ rows: Int) async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(on: backend, size: (columns, rows)) { console in
      try await console.see("scanned, complete")
      await console.press(":", "subject ana@example.com", Keys.enter)
      try await console.see("Subject", "a•••@example.com", "DOCUMENTS", "contact", "SESSIONS")
      try await console.miss("ana@example.com")
      await console.press(Keys.enter)
      try await console.see("user 64f0c0ffee64f0c0ffee0001", "passwordHash")
      #expect(await !console.text.contains("argon2"))
      await console.press(Keys.escape, "E")
      try await console.see("Audit", "entity:64f0c0ffee64f0c0ffee0001")
      await console.press("[", "G")
      try await console.see("NOT COVERED", "seats")
      await console.press(":", "entities company", Keys.enter)
      try await console.see("Entities", "48 loaded, all of ~48 (estimate)")
      await console.press(":", "quit", Keys.enter)
      try await console.ends(as: .status(0))
    }
  }
}
