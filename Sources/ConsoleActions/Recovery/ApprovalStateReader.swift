package import ConsoleDomain

/// Looks whether an interrupted request or decision is in the register of approvals.
package struct ApprovalStateReader: StateReader {
  /// The actions on approvals that it can read back.
  package static let types = ["approval.request", "approval.approve", "approval.deny"]

  package let type: String
  private let approval: @Sendable (_ id: String) async throws(StoreProblem) -> Approval?

  /// Makes a reader for one of the types.
  package init(
    type: String,
    approval: @escaping @Sendable (_ id: String) async throws(StoreProblem) -> Approval?
  ) {
    self.type = type
    self.approval = approval
  }

  /// One look at the request.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    guard let id = intent.text("approvalId") else {
      return .undecided(reason: "its record does not name the request any more")
    }
    do {
      let approval = try await approval(id)
      return .decided(RecoveredState(isDone: approval.map { isDone($0, intent) } ?? false))
    } catch {
      return .undecided(reason: error.sentence)
    }
  }

  /// A request is decided once, so that a decision of the same person for the same reason is this one.
  private func isDone(_ approval: Approval, _ intent: DanglingIntent) -> Bool {
    guard type != "approval.request" else { return true }
    guard let decision = approval.decision else { return false }
    return decision.isApproved == (type == "approval.approve") && decision.by == intent.person
      && decision.reason == intent.text("reason")
  }
}

/// Looks whether an interrupted enrolment of an approver's key was stored.
package struct ApproverKeyStateReader: StateReader {
  package let type = "approval.enrol"
  private let keys: @Sendable () async throws(StoreProblem) -> [ApproverKey]

  /// Makes a reader; `keys` lists every enrolled key.
  package init(keys: @escaping @Sendable () async throws(StoreProblem) -> [ApproverKey]) {
    self.keys = keys
  }

  /// One look at the enrolled keys; one that somebody else enrolled is none of this intent's.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    guard let key = intent.text("approval.key") else {
      return .undecided(reason: "its record does not name the key any more")
    }
    do {
      let isDone = try await keys().contains {
        $0.key.description == key && $0.enrolledBy == intent.person
      }
      return .decided(RecoveredState(isDone: isDone))
    } catch {
      return .undecided(reason: error.sentence)
    }
  }
}

extension RecoveredState {
  /// The state after one write that is there or is not.
  fileprivate init(isDone: Bool) {
    self.init(
      result: isDone ? .recovered : .notApplied,
      matched: 1,
      changed: isDone ? 1 : 0,
      blocked: 0
    )
  }
}

extension DanglingIntent {
  /// Who began it, as approvals tell people apart.
  fileprivate var person: Approval.Person {
    Approval.Person(
      mongoUser: text("actor.mongoUser"),
      osUser: text("actor.osUser"),
      host: text("actor.host")
    )
  }
}
