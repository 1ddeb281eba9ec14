import Dispatch
import Glibc

/// The signals that the console answers itself (tui.md c.10).
package enum WatchedSignal: Int32, Hashable, Sendable, CaseIterable {
  case hangUp = 1
  case interrupt = 2
  case terminate = 15
  /// SIGCONT.
  case resume = 18
  /// SIGTSTP.
  case suspend = 20
  /// SIGWINCH.
  case resized = 28

  /// What a shell expects of a program that ended by this signal.
  package var exitStatus: Int32 { 128 + rawValue }
}

/// Turns signals into calls on a queue; their default actions are off from then on.
///
/// Must exist before ncurses starts: ncurses leaves alone a signal that is not at its default. One owner
/// keeps it for the life of the program; the sources end with it. Dispatch sets its handlers on a thread
/// of its own, while ncurses looks at a handler by replacing it and putting it back: the two must not
/// meet, so the initialiser waits for all sources.
package final class SignalWatch {
  private let sources: [any DispatchSourceSignal]

  /// Watches these signals; `receive` runs on a queue of its own.
  package init(
    _ signals: [WatchedSignal] = WatchedSignal.allCases,
    receive: @escaping @Sendable (WatchedSignal) -> Void
  ) {
    let queue = DispatchQueue(label: "holdfast.signals")
    let registrations = DispatchGroup()
    sources = signals.map { watched in
      if watched != .resume { signal(watched.rawValue, SIG_IGN) }
      let source = DispatchSource.makeSignalSource(signal: watched.rawValue, queue: queue)
      source.setEventHandler { receive(watched) }
      registrations.enter()
      source.setRegistrationHandler { registrations.leave() }
      source.activate()
      return source
    }
    registrations.wait()
  }
}
