package import ConsoleDomain

/// Looks which fields of the bodies that an interrupted redaction named are redacted.
///
/// Its outcome names them as the redaction's own would have: without it they would look like an attack.
package struct RedactionStateReader: StateReader {
  package let type = AuditRedactions.type
  private let redacted: @Sendable ([String]) async throws(StoreProblem) -> [AuditRedaction]

  /// Makes a reader; `redacted` lists the redacted fields of the bodies with these event ids.
  package init(
    redacted: @escaping @Sendable ([String]) async throws(StoreProblem) -> [AuditRedaction]
  ) {
    self.redacted = redacted
  }

  /// One look at the bodies.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    let eventIDs = intent.fields.sorted { $0.key < $1.key }.compactMap { path, value -> String? in
      guard path.hasPrefix("targets."), case .document(let members) = value,
        case .string(let id)? = members["eventId"]
      else { return nil }
      return id
    }
    guard !eventIDs.isEmpty else {
      return .undecided(reason: "its record does not name the bodies any more")
    }
    do {
      let found = try await redacted(eventIDs)
      return .decided(
        RecoveredState(
          result: found.isEmpty ? .notApplied : .recovered,
          matched: eventIDs.count,
          changed: Set(found.map(\.eventID)).count,
          blocked: 0,
          details: AuditRedactions.fields(found).map { AuditDetail($0.path, $0.value) }
        )
      )
    } catch {
      return .undecided(reason: error.sentence)
    }
  }
}
