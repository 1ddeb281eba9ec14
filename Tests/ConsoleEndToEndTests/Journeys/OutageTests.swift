import ConsoleDemo
import ConsoleSystem
import ServerHarness
import TerminalHarness
import Testing

/// Servers that fall silent or go away under an open console.
@Suite(.timeLimit(.minutes(5)))
struct OutageTests {
  @Test func aSilentRedisIsShownAndComesBack() async throws {
    try await withBackend { backend in
      let redis = try #require(backend.demo.servers.processID(of: .redis))
      try await withConsole(on: backend) { console in
        try await console.see("scanned, complete", "redis ●")
        try ProcessSignal.stop.send(to: redis)
        let stoppedAt = SystemClock.monotonic()
        try await console.see("redis ○ lost", "stale: as of")
        // Five seconds are promised; the rest is for the machine.
        #expect(SystemClock.monotonic() - stoppedAt < .seconds(15))
        try await expectUsable(console)
        try ProcessSignal.resume.send(to: redis)
        try await console.see("redis ●")
        try await expectLiveAgain(console, backend)
      }
    }
  }

  @Test func aRedisThatDiedIsShownAndComesBack() async throws {
    try await withBackend { backend in
      let redis = try #require(backend.demo.servers.processID(of: .redis))
      try await withConsole(on: backend) { console in
        try await console.see("scanned, complete", "redis ●")
        try ProcessSignal.kill.send(to: redis)
        try await console.see("redis ○ lost", "stale: as of")
        try await expectUsable(console)
        try await backend.demo.servers.restart(.redis)
        try await console.see("redis ●")
        try await expectLiveAgain(console, backend)
      }
    }
  }

  @Test func withoutMongoTheListIsThereAndNamesAreUnknown() async throws {
    let backend = try await SharedBackend.backend()
    let nobody = ["MONGO_URI": "mongodb://127.0.0.1:1/?replicaSet=demo"]
    try await withConsole(on: backend, environment: nobody) { console in
      try await console.see("scanned, complete", "names unknown", "mongo ○ lost")
      await console.press("R")
      try await console.see("ELEVATE")
      await console.press("without a place to record", Keys.tab, "none yet", Keys.tab)
      try await console.agree("Elevate", with: Keys.enter)
      try await console.see("could not be recorded", "ELEVATE")
    }
  }

  /// Keys are answered while the server is away.
  private func expectUsable(_ console: ConsoleUnderTest) async throws {
    await console.press("?")
    try await console.see("HELP")
    await console.press(Keys.escape)
    try await console.miss("HELP")
    await console.press("8")
    try await console.see("latency")
    await console.press("2", "j")
    try await console.see("USER")
  }

  /// What is in Redis now is what a new scan shows.
  private func expectLiveAgain(_ console: ConsoleUnderTest, _ backend: DemoBackend) async throws {
    try await backend.addSession("afterwards", user: "wide", agent: "Afterwards/1.0")
    await console.press("r")
    try await console.see("scanned, complete")
    await console.press("/", "agent:Afterwards", Keys.enter)
    try await console.see("1 shown", "192.0.2.77")
    try await console.miss("stale")
  }
}
