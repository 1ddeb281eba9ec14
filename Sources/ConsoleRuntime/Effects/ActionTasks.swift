import ConsoleConcurrency
import Synchronization

/// Tasks that are never cancelled from here, since each may stand between an intent and its outcome.
final class ActionTasks: Sendable {
  private let running = Mutex<[Int: Task<Void, Never>]>([:])
  private let lastNumber = Mutex(0)

  func start(_ operation: @escaping @Sendable () async -> Void) {
    let number = lastNumber.withLock { last in
      last += 1
      return last
    }
    // The entry is made under the lock that the task's end needs, so it can't be left behind.
    running.withLock { running in
      running[number] = Task {
        await operation()
        self.remove(number)
      }
    }
  }

  /// Waits until all have ended, but no longer than `limit`.
  func finish(within limit: Duration) async {
    let tasks = running.withLock { Array($0.values) }
    guard !tasks.isEmpty else { return }
    try? await withDeadline(limit, onTimeout: Overdue(), onCancel: Overdue()) {
      () async throws(Overdue) in
      for task in tasks { await task.value }
    }
  }

  private func remove(_ number: Int) {
    running.withLock { $0[number] = nil }
  }

  private struct Overdue: Error {}
}
