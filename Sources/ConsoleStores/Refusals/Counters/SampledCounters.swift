import ConsoleDomain
import Synchronization

/// The watched counters, as the walk that finds them and the looks at them share them.
final class SampledCounters: Sendable {
  private let state = Mutex(State())

  private struct State {
    var watch = CounterWatch()
    /// What the walk found out since the last look.
    var pending: [Refusal] = []
    var problem: String?
    var walkBegan: Instant?
    /// How long the last whole walk took.
    var walkTook: Duration?
  }

  /// What a look tells beside the counters themselves.
  struct Sight {
    var refusals: [Refusal]
    var sight: CounterSight?
    /// Why the walk is stuck; nil: it is not.
    var problem: String?
    /// How long the last whole walk took; nil: none has ended.
    var walkTook: Duration?
  }

  func beginWalk(at now: Instant) {
    state.withLock {
      $0.walkBegan = now
      $0.watch.beginWalk()
    }
  }

  /// Ends a walk; nil: it saw every key.
  func endWalk(at now: Instant, problem: String?) {
    state.withLock {
      $0.problem = problem
      guard problem == nil else { return }
      $0.walkTook = $0.walkBegan.map { max(.zero, $0.duration(to: now)) }
      $0.watch.endWalk(at: now)
    }
  }

  /// Whether a counter that the walk met is known.
  func meets(_ id: CounterID) -> Bool {
    state.withLock {
      guard $0.watch.contains(id) else { return false }
      $0.watch.meet()
      return true
    }
  }

  func find(_ counters: [Counter], server: Instant, now: Instant) {
    state.withLock { state in
      for counter in counters {
        if let refusal = state.watch.find(counter, server: server, now: now) {
          state.pending.append(refusal)
        }
      }
    }
  }

  func ids(most: Int) -> [CounterID] { state.withLock { $0.watch.ids(most: most) } }

  func look(
    _ ids: some Collection<CounterID>,
    _ readings: [CounterReading?],
    server: Instant,
    now: Instant
  ) {
    state.withLock { state in
      for (id, reading) in zip(ids, readings) {
        if let refusal = state.watch.look(id, reading, server: server, now: now) {
          state.pending.append(refusal)
        }
      }
    }
  }

  /// What was found since the last time.
  func endLook(at now: Instant) -> Sight {
    state.withLock { state in
      state.watch.endLook(at: now)
      defer { state.pending = [] }
      return Sight(
        refusals: state.pending,
        sight: state.watch.sight,
        problem: state.problem,
        walkTook: state.walkTook
      )
    }
  }
}
