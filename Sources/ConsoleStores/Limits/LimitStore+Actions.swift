package import ConsoleActions
import ConsoleDomain
import Synchronization

extension LimitStore {
  /// What plans of counters read; a look at all of them may take as long as the budget.
  package func actionReads(budget: Duration) -> CounterReads {
    CounterReads(
      read: { ids, servers throws(StoreProblem) in
        try await self.page(ids, expecting: servers.redis?.runID)
      },
      all: { servers throws(StoreProblem) in
        try await self.all(within: budget, expecting: servers.redis?.runID)
      }
    )
  }

  /// Every counter; what was found so far where the budget ends first.
  @concurrent private func all(
    within budget: Duration,
    expecting server: String?
  ) async throws(StoreProblem) -> CounterSnapshot {
    let latest = Mutex<CounterSnapshot?>(nil)
    let scan = Task { () async -> Result<CounterSnapshot, StoreProblem> in
      do throws(StoreProblem) {
        return .success(
          try await self.scan(expecting: server) { snapshot in latest.withLock { $0 = snapshot } }
        )
      } catch {
        return .failure(error)
      }
    }
    let timer = Task {
      if (try? await Task.sleep(for: budget)) != nil { scan.cancel() }
    }
    defer { timer.cancel() }
    let result = await withTaskCancellationHandler {
      await scan.value
    } onCancel: {
      scan.cancel()
    }
    guard case .failure(.cancelled) = result, !Task.isCancelled,
      var snapshot = latest.withLock({ $0 })
    else { return try result.get() }
    snapshot.progress.phase = .incomplete(reason: "not all counters were read in the time allowed")
    return snapshot
  }
}
