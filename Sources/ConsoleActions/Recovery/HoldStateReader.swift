package import ConsoleDomain

/// Looks in the register of holds how far an interrupted action on one came.
///
/// The register is written before the first document and after the last: it is where a walk goes on.
/// Its version grows with each step of an action, the first of which comes before any document: one
/// that is as the plan saw it was not touched.
package struct HoldStateReader: StateReader {
  /// The actions on holds that it can read back.
  package static let types = [
    "hold.place", "hold.resume", "hold.extend", "hold.review", "hold.release",
    "hold.cancel_release", "hold.withdraw", "hold.end",
  ]

  package let type: String
  private let holds: @Sendable () async throws(StoreProblem) -> [LegalHold]

  /// Makes a reader for one of the types.
  package init(
    type: String,
    holds: @escaping @Sendable () async throws(StoreProblem) -> [LegalHold]
  ) {
    self.type = type
    self.holds = holds
  }

  /// One look at the register.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    guard let id = intent.text("hold.id") else {
      return .undecided(reason: "its record does not name the hold any more")
    }
    let hold: LegalHold?
    do {
      hold = try await holds().first { $0.id == id }
    } catch {
      return .undecided(reason: error.sentence)
    }
    guard let hold else {
      return .decided(state(.notApplied, remark: "there is no hold \(id)", of: nil))
    }
    if intent.fields["hold.version"] == .int(hold.version) {
      return .decided(state(.notApplied, remark: "the hold is as it was", of: hold))
    }
    return .decided(finding(hold, reviewedNext: intent.text("hold.reviewAt")))
  }

  private func finding(_ hold: LegalHold, reviewedNext next: String?) -> RecoveredState {
    switch type {
    case "hold.place", "hold.resume":
      let isWhole = hold.state != .placing && hold.state != .partial
      return state(
        .recovered,
        remark: isWhole ? nil : "not everything is held yet: `holdfast hold resume \(hold.id)`",
        of: hold
      )
    case "hold.extend":
      return state(.recovered, remark: "the next sweep holds what is not held yet", of: hold)
    case "hold.review":
      let isNoted = hold.reviewAt?.iso8601 == next
      return state(isNoted ? .recovered : .notApplied, of: hold)
    case "hold.release":
      return state(hold.release == nil ? .notApplied : .recovered, of: hold)
    case "hold.cancel_release":
      return state(hold.state == .active ? .recovered : .notApplied, of: hold)
    default:
      switch hold.state {
      case .released, .withdrawn: return state(.recovered, of: hold)
      case .ending:
        return state(
          .recovered,
          remark: "documents are still to be let go: a sweep goes on",
          of: hold
        )
      case .placing, .partial, .active, .releasing: return state(.notApplied, of: hold)
      }
    }
  }

  private func state(
    _ result: RecoveryResult,
    remark: String? = nil,
    of hold: LegalHold?
  ) -> RecoveredState {
    var details: [AuditDetail] = []
    if let hold {
      details = [
        AuditDetail("hold.id", .string(hold.id)),
        AuditDetail("hold.state", .string(hold.state.rawValue)),
      ]
    }
    let isThere = result == .recovered ? 1 : 0
    return RecoveredState(
      result: result,
      matched: hold == nil ? 0 : 1,
      changed: isThere,
      blocked: 0,
      remark: remark,
      details: details
    )
  }
}

/// Ends the intent of an export of held material that was killed: the folder, if there is one, lies
/// wherever its console ran, and no server knows of it.
package struct HoldExportReader: StateReader {
  package let type = "hold.export"

  /// Makes a reader.
  package init() {}

  /// There is nothing to look at on a server.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    .decided(
      RecoveredState(
        result: .unknown,
        matched: 0,
        changed: 0,
        blocked: 0,
        remark: "look for the folder: it is there as a whole or under a temporary name beside it"
      )
    )
  }
}
