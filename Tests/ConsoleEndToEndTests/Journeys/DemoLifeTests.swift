import ConsoleSystem
import Glibc
import ServerHarness
import TerminalHarness
import Testing

/// `holdfast demo` from its start to its end, after which nothing is left.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct DemoLifeTests {
  private enum Ending: CaseIterable {
    case quit, terminate, hangUp, crash, kill
  }

  /// The mongod of the tests, handed on to a demo.
  static var mongod: [String: String] {
    ProcessEnvironment.value("HOLDFAST_MONGOD").map { ["HOLDFAST_MONGOD": $0] } ?? [:]
  }

  @Test(arguments: Ending.allCases)
  private func nothingIsLeftOfADemo(_ ending: Ending) async throws {
    try await withConsole(["demo", "--sessions", "50"], environment: Self.mongod) { console in
      try await console.see("scanned, complete", "DEMO", "RW")
      // Both servers and the shell that ends them have the demo's folder in their arguments.
      let home = console.home.path
      #expect(ProcessTable.processes(naming: "\(home)/holdfast").count >= 2)
      switch ending {
      case .quit:
        await console.press("q")
        try await console.ends(as: .status(0))
      case .terminate:
        await console.signal(SIGTERM)
        try await console.ends(as: .status(143))
      case .hangUp:
        await console.hangUp()
        try await console.ends(as: .status(129))
      case .crash:
        await console.signal(SIGSEGV)
        try await console.ends(as: .signal(SIGSEGV))
      case .kill:
        await console.signal(SIGKILL)
        try await console.ends(as: .signal(SIGKILL))
      }
      #expect(await eventually { ProcessTable.processes(naming: "\(home)/holdfast").isEmpty })
      #expect(!File("/dev/shm/mongoc-\(console.processID)").exists)
      #expect(
        await eventually {
          (try? Folder(home).names())?.contains { $0.hasPrefix("holdfast") } == false
        }
      )
    }
  }
}
