import ServerHarness

/// A step of a revoke at which its process is killed: before its request arrives, or before its answer.
struct KillPoint: Hashable, Sendable, CustomStringConvertible {
  enum Step: String, Hashable, Sendable, CaseIterable {
    case intentBody
    case intentHeader
    case evidence
    case firstDeletion
    case lastDeletion
    case backendEvent
    case check
    case outcomeBody
    case outcomeHeader
  }

  var step: Step
  var isDone: Bool

  var description: String { "\(isDone ? "after" : "before") \(step.rawValue)" }

  /// Every step from both sides; a look changes nothing, so that one side of it is enough.
  static let all = Step.allCases.flatMap { step in
    (step == .check ? [false] : [false, true]).map { KillPoint(step: step, isDone: $0) }
  }

  /// Whether the outcome comes first: the checks then have to be ended early.
  var isAfterChecks: Bool { step == .outcomeBody || step == .outcomeHeader }

  private var verdict: WireProxy.Verdict { isDone ? .keepAnswer : .hold }

  /// What a proxy before MongoDB does; `recorded` notes that the backend's event was sent.
  func mongo(_ reached: Once, recorded: Once) -> WireProxy.Decide {
    { request in
      let isHere =
        switch step {
        case .intentBody: request.isInsert(into: "audit_bodies") && request.mentions("planHash")
        case .intentHeader: request.isHeader(of: "intent")
        case .evidence: request.isInsert(into: "evidence")
        case .backendEvent: request.isInsert(into: "eventlogs")
        case .outcomeBody:
          request.isInsert(into: "audit_bodies") && request.mentions("intentEventId")
        case .outcomeHeader: request.isHeader(of: "outcome")
        case .firstDeletion, .lastDeletion, .check: false
        }
      if request.isInsert(into: "eventlogs") { _ = recorded.first() }
      return isHere && reached.first() ? verdict : .pass
    }
  }

  /// What a proxy before Redis does, for a plan of so many sessions.
  func redis(_ reached: Once, recorded: Once, count: Int) -> WireProxy.Decide {
    let deletions = CountedCalls()
    return { request in
      let isDeletion = request.mentions("EXEC")
      let number = isDeletion ? deletions.next() : 0
      let isHere =
        switch step {
        case .firstDeletion: isDeletion && number == 1
        case .lastDeletion: isDeletion && number == count
        case .check: recorded.isDone && request.mentions("PTTL")
        default: false
        }
      return isHere && reached.first() ? verdict : .pass
    }
  }
}

extension [UInt8] {
  fileprivate func isHeader(of phase: String) -> Bool {
    isInsert(into: "audit_headers") && mentions("session.revoke") && mentions(phase)
  }
}
