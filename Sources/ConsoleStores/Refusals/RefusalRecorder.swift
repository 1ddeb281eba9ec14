package import ConsoleDomain
import Synchronization

/// Gathers what all sources tell into one history: the `RefusalReads` port.
package final class RefusalRecorder: Sendable {
  /// How often something new is published at most.
  private static let pace: Duration = .milliseconds(250)
  /// Paces after which a history is published though nothing is new: its clock moves.
  private static let quiet = 4

  private let feeds: [RefusalFeed]
  private let now: @Sendable () -> Instant
  /// What the last watch knew when it ended.
  private let past = Mutex(RefusalHistory())

  /// Makes a recorder of these sources.
  package init(_ feeds: [RefusalFeed], now: @escaping @Sendable () -> Instant) {
    self.feeds = feeds
    self.now = now
  }

  /// The port; a watch reads the sources anew, and goes on with what of the last one can't be read again.
  package var port: RefusalReads {
    feeds.isEmpty ? .none : RefusalReads { publish in await self.watch(publish) }
  }

  private struct State {
    var history: RefusalHistory
    var isNew = true
    /// Whether refusals came that no judgement has seen.
    var isUnjudged = true
    /// The minute of the last judgement.
    var judgedMinute: Instant?
  }

  @concurrent private func watch(
    _ publish: @escaping @Sendable (RefusalHistory) -> Void
  ) async {
    let state = Mutex(State(history: past.withLock { $0.unrepeatable }))
    state.withLock {
      $0.history.move(to: now())
      $0.history.expect(feeds.map(\.source))
    }
    let shared = Shared(state)
    await withTaskGroup(of: Void.self) { group in
      for feed in feeds {
        group.addTask {
          await feed.run { batch in
            let now = self.now()
            shared.change {
              $0.history.move(to: now)
              $0.history.add(batch)
              $0.isNew = true
              if !batch.refusals.isEmpty { $0.isUnjudged = true }
            }
          }
        }
      }
      group.addTask { await self.tell(shared, publish) }
    }
    past.withLock { $0 = shared.change { $0.history } }
  }

  private func tell(
    _ shared: Shared,
    _ publish: @escaping @Sendable (RefusalHistory) -> Void
  ) async {
    var pause = 0
    while !Task.isCancelled {
      let now = now()
      let isDue = pause == 0
      let history = shared.change { state -> RefusalHistory? in
        guard state.isNew || isDue else { return nil }
        state.isNew = false
        state.history.move(to: now)
        if isDue { Self.judge(&state, at: now) }
        return state.history
      }
      if let history { publish(history) }
      pause = (pause + 1) % Self.quiet
      // Cancelled: the loop's own condition sees it.
      try? await Task.sleep(for: Self.pace)
    }
  }

  /// Looks for spikes where something may have changed: it takes all minutes of a day.
  private static func judge(_ state: inout State, at now: Instant) {
    let minute = RefusalStep.minute.start(of: now)
    guard state.isUnjudged || state.judgedMinute != minute else { return }
    state.history.judge()
    state.isUnjudged = false
    state.judgedMinute = minute
  }

  /// The state in a box that several tasks can hold.
  private final class Shared: Sendable {
    private let state: Mutex<State>

    init(_ state: consuming Mutex<State>) { self.state = state }

    func change<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
      state.withLock(body)
    }
  }
}
