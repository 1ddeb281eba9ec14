#if DEBUG
import ConsoleSystem
import Dispatch
import Glibc

/// Breaks the program on purpose at SIGUSR1, in the way `HOLDFAST_CRASH` asks for; not in releases.
///
/// Tests see from it what a crash leaves of the terminal and what it tells.
@MainActor
struct CrashDrill {
  /// How to break.
  private enum Way: String {
    case trap
    /// The stack of the first thread overflows.
    case overflow
    /// The stack of a thread that runs tasks overflows.
    case overflowInTask = "overflow-in-task"
    /// The stack of a dispatch queue's thread overflows, as those that own C handles have one.
    case overflowInQueue = "overflow-in-queue"

    func go() {
      switch self {
      case .trap: _ = [SIGUSR1][Int(SIGUSR1)]
      case .overflow: _ = CrashDrill.deepen(1)
      case .overflowInTask: Task.detached { _ = CrashDrill.deepen(1) }
      case .overflowInQueue:
        DispatchQueue(label: "crash-drill").async { _ = CrashDrill.deepen(1) }
      }
    }
  }

  private let source: any DispatchSourceSignal

  /// Waits for the signal; nil when nobody asked for a crash.
  init?() {
    guard let way = ProcessEnvironment.value("HOLDFAST_CRASH").flatMap(Way.init) else { return nil }
    signal(SIGUSR1, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .main)
    source.setEventHandler { way.go() }
    source.activate()
  }

  /// Calls itself until the stack ends, which the compiler must not see.
  nonisolated private static func deepen(_ depth: Int) -> Int {
    depth < 0 ? 0 : 1 + deepen(depth + 1)
  }
}
#endif
