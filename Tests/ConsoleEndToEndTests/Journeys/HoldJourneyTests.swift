import ConsoleDemo
import TerminalHarness
import Testing

/// A hold from a session to its release: placed by one person, let go by two.
@Suite(.timeLimit(.minutes(10)))
struct HoldJourneyTests {
  private static let sid = "journey4-0a9b8c7d6e5f40312233445566778899"

  @Test func aHoldIsPlacedFromASessionAndItsReleaseWaitsForASecondPerson() async throws {
    try await withBackend { backend in
      let user = try await backend.anyUser()
      try await backend.addSession(Self.sid, user: user, agent: "Journey/4.0 (test)")
      try await withConsole(on: backend) { console in
        try await console.see("scanned, complete", "RO")
        await console.press("/", "agent:Journey")
        try await console.see("1 shown", "192.0.2.77")
        await console.press(Keys.enter)
        try await elevate(on: console)
        try await place(on: console)
        await console.press("4")
        try await console.see("[4 Holds]", "M-J4", "Journey matter", "active")
        try await release(on: console, in: backend.demo.database)
        try await console.see("approvals approve")
        await console.press(Keys.escape, ":", "approvals", Keys.enter)
        try await console.see("pending", "hold.release", "1 waiting")
        try await approve(on: console)
        try await console.see("REFUSED: NOTHING WAS CHANGED", "second person")
        await console.press(Keys.escape)
        try await agreeAsAnother(on: backend)
        await console.press("r")
        try await console.see("approved", "0 waiting")
        await console.press("4")
        try await console.see("M-J4")
        try await release(on: console, in: backend.demo.database)
        try await console.see("RECEIPT: success")
        await console.press(Keys.escape)
        try await console.see("releasing", "let go")
        await console.press(":", "quit", Keys.enter)
        try await console.ends(as: .status(0))
      }
    }
  }

  private func elevate(on console: ConsoleUnderTest) async throws {
    await console.press("R")
    try await console.see("ELEVATE")
    await console.press("claim was filed in court", Keys.tab, "LEGAL-4", Keys.tab)
    try await console.see("LEGAL-4")
    try await console.agree("Elevate", with: Keys.enter)
    try await console.see("INITIALISE AUDIT STORE")
    try await console.agree("Initialise", with: Keys.right, Keys.enter)
    try await console.see("changes are possible", "RW")
  }

  private func place(on console: ConsoleUnderTest) async throws {
    await console.press("H")
    try await console.see("everything of user")
    await console.press("s")
    try await console.see("PLACE A LEGAL HOLD", "Matter")
    await console.press("M-J4", Keys.tab, "Journey matter", Keys.tab, Keys.tab, Keys.tab, Keys.tab)
    try await console.see("Journey matter")
    try await console.agree("Plan the hold", with: Keys.enter)
    try await agree("[ Hold ", on: console, with: Keys.right, Keys.enter)
    try await console.see("RECEIPT: success")
    await console.press(Keys.escape)
    try await console.see("1 shown")
  }

  private func release(on console: ConsoleUnderTest, in environment: String) async throws {
    await console.press("a")
    try await console.see("release it: two people")
    await console.press("r")
    let phrase = "release M-J4 in \(environment)"
    try await console.see("RELEASE A LEGAL HOLD", phrase)
    await console.press(Keys.tab, Keys.tab, Keys.tab, phrase, Keys.tab)
    try await agree("[ Release ", on: console, with: Keys.enter)
  }

  private func approve(on console: ConsoleUnderTest) async throws {
    await console.press("a")
    try await console.see("approve: the requester")
    await console.press("a")
    try await console.see("APPROVE hold.release", "Key file")
    await console.press("counsel agreed in writing", Keys.tab, Keys.tab)
    try await console.agree("Approve", with: Keys.enter)
  }

  /// Somebody else sees on their own first screen that a request waits, and agrees.
  private func agreeAsAnother(on backend: DemoBackend) async throws {
    let person = try #require(backend.demo.people.first { $0.name == "compliance-b" })
    try await withConsole(on: backend, environment: ["MONGO_URI": person.mongoURI]) { console in
      try await console.see("1 request waits for a second person: :approvals")
      await console.press(":", "approvals", Keys.enter)
      try await console.see("pending", "hold.release")
      try await approve(on: console)
      try await console.see("approved and on record")
      await console.press(":", "quit", Keys.enter)
      try await console.ends(as: .status(0))
    }
  }

  /// Waits until a button whose count is not known is no longer inert, and presses it.
  private func agree(
    _ button: String,
    on console: ConsoleUnderTest,
    with keys: String...
  ) async throws {
    try await console.see("\(button) in use") { screen in
      screen.contains(button)
        && !["one moment", "reason:", "ticket:", "type:"].contains(where: screen.contains)
    }
    for key in keys { await console.press(key) }
  }
}
