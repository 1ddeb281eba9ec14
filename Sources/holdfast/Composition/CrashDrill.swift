#if DEBUG
import ConsoleSystem
import Dispatch
import Glibc

/// Breaks the program on purpose at SIGUSR1, where `HOLDFAST_CRASH=trap` asks for it; not in releases.
///
/// Tests see from it what a crash leaves of the terminal and what it tells.
@MainActor
struct CrashDrill {
  private let source: any DispatchSourceSignal

  /// Waits for the signal; nil when nobody asked for a crash.
  init?() {
    guard ProcessEnvironment.value("HOLDFAST_CRASH") == "trap" else { return nil }
    signal(SIGUSR1, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .main)
    source.setEventHandler { _ = [SIGUSR1][Int(SIGUSR1)] }
    source.activate()
  }
}
#endif
