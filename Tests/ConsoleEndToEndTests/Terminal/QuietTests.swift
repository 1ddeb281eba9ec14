import TerminalHarness
import Testing

/// A console that shows nothing new costs nothing.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct QuietTests {
  @Test func pausedItWritesNothingAndSleeps() async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(on: backend) { console in
      try await console.see("scanned, complete")
      await console.press("p")
      try await console.see("paused")
      // The flash about it goes after some seconds.
      try await console.miss("the display is held")
      await console.drain()
      let before = try ProcessTable.processorTime(of: console.processID)
      #expect(await console.bytes(within: .seconds(8)) == 0)
      let used = try ProcessTable.processorTime(of: console.processID) - before
      // 0.5 % of eight seconds are four hundredths; the clock of proc(5) counts in whole ones.
      #expect(used <= 5)
      await console.press("p")
      try await console.see("live")
    }
  }

  @Test func aStepOfTheCursorCostsFewBytes() async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(on: backend) { console in
      try await console.see("scanned, complete")
      await console.press("p")
      try await console.see("paused")
      try await console.miss("the display is held")
      await console.drain()
      let before = await console.bytesReceived
      await console.press("j")
      try await console.see("row 2/")
      await console.drain()
      // Two rows change their colours from end to end.
      #expect(await console.bytesReceived - before <= 600)
    }
  }
}
