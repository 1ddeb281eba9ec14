import ConsoleDomain

/// What placing a hold and holding what is new in its scope have in common.
struct PlacingSteps: Sendable {
  let ports: HoldPorts
  let reads: RevocationReads
  let plan: ActionPlan
  let clock: ActionClock

  /// The walk that holds; that indexes are not known is a problem and no reason not to hold.
  func walk(_ steering: ActionSteering, _ run: inout HoldRun) async -> HoldWalk {
    var rules: [ExpiryRule] = []
    do {
      rules = try await ports.reads.expiry(in: plan.places)
    } catch {
      run.problems.append("Indexes that delete by age are not known: \(error.sentence).")
    }
    return HoldWalk(
      ports: ports,
      plan: plan,
      direction: .place,
      rules: rules,
      sessions: HoldSessions(
        evidence: ports.evidence,
        reads: reads,
        server: plan.servers.redis,
        operation: plan.id,
        clock: clock
      ),
      clock: clock,
      steering: steering
    )
  }

  /// I-8: everything in scope is flagged, or the hold is partial and says which is not.
  func verify(
    _ scope: HoldScope,
    of hold: LegalHold,
    _ run: inout HoldRun
  ) async -> [PlannedDocument] {
    var failures: [PlannedDocument] = []
    for selection in scope.selections {
      guard let entity = ports.entity(selection.type) else { continue }
      do {
        let unheld = try await ports.reads.unheld(
          selection,
          hold.id,
          DocumentsEnding.failureLimit,
          in: plan.places,
          of: entity
        )
        failures += unheld.map {
          PlannedDocument(
            place: DocumentPlace.name(of: entity.collection, tenant: $0.tenantID),
            id: $0.id.text,
            blocked: "not held, or not there any more"
          )
        }
      } catch {
        run.problems.append("Whether everything is held could not be read: \(error.sentence).")
      }
    }
    if !failures.isEmpty {
      run.problems.append("\(failures.count) documents in scope are not held.")
    }
    return failures
  }
}
