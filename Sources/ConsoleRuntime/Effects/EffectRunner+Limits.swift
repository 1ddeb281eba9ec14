import ConsoleActions
import ConsoleDomain
import ConsoleFeatures

extension EffectRunner {
  /// Reads of rate-limit counters, and their order.
  func readLimits(_ effect: Effect, in slot: Slot) async {
    switch effect {
    case .scanCounters(let generation):
      let post = post
      await answer(slot, generation) { () throws(StoreProblem) in
        let snapshot = try await self.ports.limits.scan { snapshot in
          post(.countersPublished(generation: generation, snapshot))
        }
        return .counterScanEnded(generation: generation, snapshot)
      }
    case .arrangeCounters(let generation, let request): await arrange(generation, request)
    case .refreshCounters(let generation, let ids):
      await answer(slot, generation) { () throws(StoreProblem) in
        let readings = try await self.ports.limits.refresh(ids)
        return .countersRefreshed(generation: generation, ids, readings)
      }
    case .revealCounter(let generation, let id, let limiter, let keyHash, let reason):
      await revealCounter(generation, id, limiter, keyHash, reason: reason)
    case .watchRefusals(let generation):
      let post = post
      await ports.refusals.watch { history in
        post(.refusalsPublished(generation: generation, history))
      }
    default: preconditionFailure("\(slot) reads no counters")
    }
  }

  /// A cancelled arrangement was overtaken by a newer one: there is nothing to answer.
  @concurrent
  private func arrange(_ generation: Int, _ request: CounterArrangementRequest) async {
    guard let arrangement = try? request.arranged() else { return }
    post(.countersArranged(generation: generation, arrangement))
  }

  /// Puts the reveal on record; the key is known already, and is shown only then.
  private func revealCounter(
    _ generation: Int,
    _ id: CounterID,
    _ limiter: String,
    _ keyHash: String,
    reason: String
  ) async {
    do throws(GateRefusal) {
      try await ports.gate.record(
        .revealCounter(limiter: limiter, keyHash: keyHash, reason: reason)
      )
      post(.counterRevealed(generation: generation, id))
    } catch {
      post(.refused(.reveal(generation: generation), error))
    }
  }
}
