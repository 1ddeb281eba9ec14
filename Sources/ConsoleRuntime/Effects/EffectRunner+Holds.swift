import ConsoleActions
import ConsoleDomain
import ConsoleFeatures

extension EffectRunner {
  /// Reads of the register of holds and of requests for approval.
  func readHolds(_ effect: Effect, in slot: Slot) async {
    let now = ports.now
    switch effect {
    case .loadHolds(let generation):
      await answer(slot, generation) { () throws(StoreProblem) in
        let register = try await self.ports.holds?.register(readAt: now())
        return .holdsLoaded(
          generation: generation,
          register ?? HoldRegister(holds: [], serverNow: nil, readAt: now())
        )
      }
    case .countHold(let generation, let hold):
      await answer(slot, generation) { () throws(StoreProblem) in
        let coverage = try await self.ports.holds?.coverage(of: hold) ?? []
        return .holdCounted(
          generation: generation,
          HoldCount(hold: hold.id, coverage: coverage, readAt: now())
        )
      }
    case .checkHolds(let generation):
      await answer(slot, generation) { () throws(StoreProblem) in
        let findings = try await self.ports.holds?.findings(at: now()) { _ in } ?? []
        return .holdsChecked(
          generation: generation,
          HoldCheck(findings: findings, readAt: now())
        )
      }
    case .loadApprovals(let generation):
      await listApprovals(all: true, slot, generation) {
        .approvalsLoaded(generation: generation, $0)
      }
    case .loadWaitingApprovals(let generation):
      await listApprovals(all: false, slot, generation) {
        .waitingApprovalsLoaded(generation: generation, $0)
      }
    default: preconditionFailure("\(slot) reads no holds")
    }
  }

  private func listApprovals(
    all: Bool,
    _ slot: Slot,
    _ generation: Int,
    _ message: (ApprovalListing) -> Message
  ) async {
    await answer(slot, generation) { () throws(StoreProblem) in
      let requests: [Approval]
      do throws(GateRefusal) {
        requests = try await self.ports.gate.approvals(all: all)
      } catch {
        guard case .store(let problem) = error else {
          return message(.nothing(at: self.ports.now()))
        }
        throw problem
      }
      return message(ApprovalListing(requests: requests, readAt: self.ports.now()))
    }
  }

  /// Stores what somebody decided; an approval is signed first where a key file was named.
  func decide(_ decision: ApprovalDecision) async {
    do throws(GateRefusal) {
      let approval: Approval
      if decision.isApproved {
        approval = try await ports.gate.approve(
          decision.request,
          reason: decision.reason,
          key: try signingKey(decision.keyFile)
        )
      } else {
        approval = try await ports.gate.deny(decision.request, reason: decision.reason)
      }
      post(.decided(approval))
    } catch {
      post(.refused(.decision, error))
    }
  }

  private func signingKey(_ path: String?) throws(GateRefusal) -> NoteSigningKey? {
    guard let path else { return nil }
    do throws(ApproverKeyFile.Fault) {
      return try ApproverKeyFile.read(path)
    } catch {
      switch error {
      case .unreadable(let failure):
        throw .invalid(field: "key file", wanted: "a file that can be read: \(failure)")
      case .holdsNoKey:
        throw .invalid(
          field: "key file",
          wanted: "a private key, as `holdfast audit keygen` writes it"
        )
      }
    }
  }
}

extension ApprovalListing {
  fileprivate static func nothing(at now: Instant) -> ApprovalListing {
    ApprovalListing(requests: [], readAt: now)
  }
}
