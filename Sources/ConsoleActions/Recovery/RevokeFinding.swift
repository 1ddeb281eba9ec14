import ConsoleDomain

/// A session of an intent, as its record names it.
struct RevokedTarget: Hashable, Sendable {
  var idHash: String
  /// It would have been left alone.
  var isBlocked: Bool

  /// In the order of the plan; nil when the record does not name as many as it counts.
  static func all(of intent: DanglingIntent) -> [RevokedTarget]? {
    let paths = intent.fields.keys.filter { $0.hasPrefix("sessions.") }.sorted()
    let targets = paths.compactMap { path -> RevokedTarget? in
      guard case .document(let session)? = intent.fields[path],
        case .string(let hash)? = session["idHash"]
      else { return nil }
      var isBlocked = false
      if case .string? = session["blocked"] { isBlocked = true }
      return RevokedTarget(idHash: hash, isBlocked: isBlocked)
    }
    guard case .int(let matched)? = intent.fields["counts.matched"], Int(matched) == targets.count
    else { return nil }
    return targets
  }
}

/// What a look at the sessions of an interrupted revoke gave.
struct RevokeFinding {
  let targets: [RevokedTarget]
  let present: Set<String>
  /// What is not there may have been lost with the server, or be on the other one.
  var isAnotherServer = false
  /// Gone sessions that the backend's log does not name; nil: not known, or none is gone.
  var unrecorded: Int?

  init(targets: [RevokedTarget], present: Set<String>) {
    self.targets = targets
    self.present = present
  }

  /// Those that were to be revoked and are not there.
  var gone: [RevokedTarget] {
    targets.filter { !$0.isBlocked && !present.contains($0.idHash) }
  }

  var state: RecoveredState {
    let gone = gone.count
    return RecoveredState(
      result: result,
      matched: targets.count,
      changed: isAnotherServer ? 0 : gone,
      blocked: targets.count(where: \.isBlocked),
      remark: remark,
      details: details
    )
  }

  private var result: RecoveryResult {
    if gone.isEmpty { return .notApplied }
    return isAnotherServer ? .unknown : .recovered
  }

  private var remark: String? {
    var remarks: [String] = []
    let wanted = targets.count { !$0.isBlocked }
    if isAnotherServer, !gone.isEmpty {
      remarks.append(
        "Redis was restarted or is another server: what is not there may never have been revoked."
      )
    } else if !gone.isEmpty, gone.count < wanted {
      remarks.append("Partial: \(wanted - gone.count) of \(wanted) sessions are still there.")
    }
    if let unrecorded, unrecorded > 0 {
      remarks.append("The backend's event log lacks a record of \(unrecorded) of them.")
    }
    return remarks.isEmpty ? nil : remarks.joined(separator: " ")
  }

  private var details: [AuditDetail] {
    var details: [AuditDetail] = targets.enumerated().map { index, target in
      .item(
        "outcomes",
        index,
        .document(["idHash": .string(target.idHash), "outcome": .string(word(target))])
      )
    }
    if let unrecorded {
      details.append(AuditDetail("backendEvents.missing", .int(Int64(unrecorded))))
    }
    return details
  }

  private func word(_ target: RevokedTarget) -> String {
    if target.isBlocked { return "skipped" }
    if present.contains(target.idHash) { return "present" }
    return isAnotherServer ? "unknown" : "gone"
  }
}
