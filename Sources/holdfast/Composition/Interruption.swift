import ArgumentParser
import ConsoleSystem
import Synchronization

/// Lets a command that changes something end in order when it is told to end.
enum Interruption {
  /// Runs `body` in a task that SIGINT, SIGTERM and SIGHUP cancel, and waits until it has ended by itself.
  ///
  /// After a signal the status is the one a shell expects of it, whatever `body` came to.
  static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let received = Received()
    let task = Task { try await body() }
    let watch = SignalWatch([.hangUp, .interrupt, .terminate]) { signal in
      received.note(signal)
      task.cancel()
    }
    let result = await task.result
    withExtendedLifetime(watch) {}
    if let signal = received.first { throw ExitCode(signal.exitStatus) }
    try result.get()
  }

  private final class Received: Sendable {
    private let signal = Mutex<WatchedSignal?>(nil)

    var first: WatchedSignal? { signal.withLock { $0 } }

    func note(_ signal: WatchedSignal) {
      self.signal.withLock { $0 = $0 ?? signal }
    }
  }
}
