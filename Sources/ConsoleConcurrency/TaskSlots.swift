import Synchronization

/// Keeps at most one running task a slot: the newest wins and cancels the one before it.
///
/// Right for "load what the cursor is on". A task that was overtaken may still run to its end, so
/// its result must carry a generation that the receiver checks.
package final class TaskSlots<Slot: Hashable & Sendable>: Sendable {
  private struct Entry {
    var generation: UInt64
    var task: Task<Void, Never>
  }

  private struct State {
    var entries: [Slot: Entry] = [:]
    var lastGeneration: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Makes an empty set of slots.
  package init() {}

  /// Starts `operation` in `slot` after cancelling what ran there.
  package func start(_ slot: Slot, operation: @escaping @Sendable () async -> Void) {
    let older = state.withLock { state in
      state.lastGeneration += 1
      let generation = state.lastGeneration
      let older = state.entries[slot]?.task
      let task = Task {
        await operation()
        self.remove(slot, generation: generation)
      }
      state.entries[slot] = Entry(generation: generation, task: task)
      return older
    }
    older?.cancel()
  }

  /// Cancels what runs in `slot`, if anything.
  package func cancel(_ slot: Slot) {
    let entry = state.withLock { $0.entries.removeValue(forKey: slot) }
    entry?.task.cancel()
  }

  /// Cancels everything and returns when all of it has ended.
  package func cancelAll() async {
    let tasks = state.withLock { state in
      let tasks = state.entries.values.map(\.task)
      state.entries = [:]
      return tasks
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  /// The slots with a task that has neither ended nor been cancelled here.
  package var occupied: Set<Slot> {
    state.withLock { Set($0.entries.keys) }
  }

  private func remove(_ slot: Slot, generation: UInt64) {
    state.withLock { state in
      if state.entries[slot]?.generation == generation { state.entries[slot] = nil }
    }
  }
}
