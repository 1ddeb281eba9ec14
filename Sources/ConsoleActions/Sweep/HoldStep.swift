package import ConsoleDomain

/// Ends holds whose grace period is over, and goes on with what a killed console left half done.
///
/// A clock that can't be trusted means still held: then the step says so and lets nothing go.
package struct HoldStep: SweepStep {
  package let name = "holds"
  /// How long a placing is left to whoever began it.
  package static let patience: Duration = .seconds(3600)

  private let upkeep: HoldUpkeep

  /// Makes the step; holds of a profile that names no entities are skipped.
  package init(
    ports: ActionPorts,
    policy: GatePolicy,
    clock: ActionClock,
    random: RandomSource = .secure
  ) {
    upkeep = HoldUpkeep(ports: ports, policy: policy, clock: clock, random: random)
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    guard let reads = upkeep.ports.holds?.reads else { return nothingToHold() }
    var tally = HoldTally()
    do {
      let holds = try await reads.holds().filter(\.state.isHolding)
      tally.seen = holds.count
      // A server that does not tell the time lets nothing go.
      let serverNow = try? await reads.serverNow()
      for hold in holds {
        guard let request = due(hold, serverNow, &tally) else { continue }
        guard await context.renew(permit) else {
          return leaseLost(seen: tally.seen, changed: tally.changed)
        }
        do throws(GateRefusal) {
          let receipt = try await upkeep.perform(request, in: context)
          tally.add(receipt, of: hold, as: hold.state == .placing ? "placed" : "ended")
        } catch {
          tally.add(error, of: hold)
        }
      }
    } catch {
      return failed(error, seen: tally.seen, changed: tally.changed)
    }
    return tally.result(name, nothing: "no hold is due")
  }

  /// What is to be done with a hold now; nil: nothing yet.
  private func due(
    _ hold: LegalHold,
    _ serverNow: Instant?,
    _ tally: inout HoldTally
  ) -> ActionRequest? {
    let now = upkeep.clock.now()
    switch hold.state {
    case .placing:
      guard let placedAt = hold.placedAt, placedAt.duration(to: now) > Self.patience else {
        tally.notes.append("\(hold.id) is being placed")
        return nil
      }
      return .resumeHold(id: hold.id)
    case .releasing, .ending:
      guard let obstacle = hold.obstacleToEnding(serverNow: serverNow, localNow: now) else {
        return .endHold(id: hold.id)
      }
      // Only where one of the clocks says that it is over does the other one keep it.
      let isOver = hold.release.map { end in
        now >= end.effectiveAt || serverNow.map { $0 >= end.effectiveAt } == true
      }
      if isOver == true {
        tally.troubles.append("\(hold.id) stays held: \(obstacle)")
      } else {
        tally.notes.append("\(hold.id) stays held: \(obstacle)")
      }
      return nil
    case .partial, .active, .released, .withdrawn: return nil
    }
  }
}

extension SweepStep {
  /// The profile names no entities.
  func nothingToHold() -> SweepStepResult {
    SweepStepResult(name: name, state: .skipped, text: "the profile names no entities to hold")
  }
}
