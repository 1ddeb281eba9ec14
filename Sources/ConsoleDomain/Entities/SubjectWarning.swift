/// What contradicts itself in a subject's records, or is not known of them.
package enum SubjectWarning: Hashable, Sendable {
  /// A hold refuses the next sign-in and leaves sessions alone.
  case heldWithSessions(Int)
  case archivedWithSessions(Int)
  case strippedWithSessions(Int)
  /// Events about the subject that the backend's own hold and strip do not reach.
  case eventsUnderOtherLabel(label: String, count: Int, isCapped: Bool)
  /// A held document with events that retention may delete.
  case eventsNotHeld(EntityKey, count: Int, isCapped: Bool)
  /// Collections of which not everything was seen, for the same reason.
  case incomplete(collections: [String], reason: String)
  /// An organisation's own database was not looked at.
  case unreached(UnreachedTenant)

  /// How much it matters: what is merely not known is less than what is known to be wrong.
  package var isCertain: Bool {
    switch self {
    case .incomplete, .unreached: false
    default: true
    }
  }

  /// The warning in one sentence.
  package var text: String {
    switch self {
    case .heldWithSessions(let count):
      "held user with \(live(count)): a hold refuses the next sign-in, not these"
    case .archivedWithSessions(let count): "archived but signed in: \(live(count))"
    case .strippedWithSessions(let count): "stripped but signed in: \(live(count))"
    case .eventsUnderOtherLabel(let label, let count, let isCapped):
      "events under \(label.isEmpty ? "no label" : "another label, \(label)"): "
        + "\(counted(count, isCapped)) not covered by the backend's own hold"
    case .eventsNotHeld(let key, let count, let isCapped):
      "held \(key.type) \(key.id.text): \(counted(count, isCapped)) of its events not held"
    case .unreached(let tenant): "not looked at: the own database of \(tenant.text)"
    case .incomplete(let collections, let reason):
      "\(collections.joined(separator: ", ")): not all was seen: \(reason)"
    }
  }

  private func live(_ count: Int) -> String { CountText.noun(count, "live session") }

  private func counted(_ count: Int, _ isCapped: Bool) -> String {
    CountText.grouped(count) + (isCapped ? "+" : "")
  }

  /// Every warning about a subject, the gravest first.
  static func all(
    in records: SubjectRecords,
    of key: EntityKey,
    sessions: [SessionRow],
    profile: Profile
  ) -> [SubjectWarning] {
    signedIn(records, sessions, profile) + unheld(records)
      + otherLabels(records, of: key, profile) + incomplete(records)
      + records.unreached.map(SubjectWarning.unreached)
  }

  private static func incomplete(_ records: SubjectRecords) -> [SubjectWarning] {
    var reasons: [String] = []
    for case let reason? in records.groups.map(\.incomplete) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return reasons.map { reason in
      .incomplete(
        collections: records.groups.filter { $0.incomplete == reason }.map(\.collection),
        reason: reason
      )
    }
  }

  private static func signedIn(
    _ records: SubjectRecords,
    _ sessions: [SessionRow],
    _ profile: Profile
  ) -> [SubjectWarning] {
    let users = records.groups.filter { $0.collection == profile.collections.users }
      .flatMap(\.rows)
    func count(_ isMeant: (EntityRow) -> Bool) -> Int {
      let ids = Set(users.filter(isMeant).map(\.key.id.text))
      return sessions.count { session in
        session.state(now: records.readAt) == .live && session.userID.map(ids.contains) == true
      }
    }
    let kinds: [((EntityRow) -> Bool, (Int) -> SubjectWarning)] = [
      ({ $0.hold == .yes }, { .heldWithSessions($0) }),
      ({ $0.strip == .yes }, { .strippedWithSessions($0) }),
      ({ $0.archive == .yes }, { .archivedWithSessions($0) }),
    ]
    return kinds.compactMap { isMeant, warning in
      let sessions = count(isMeant)
      return sessions == 0 ? nil : warning(sessions)
    }
  }

  private static func unheld(_ records: SubjectRecords) -> [SubjectWarning] {
    records.unheldEvents.map {
      .eventsNotHeld($0.key, count: $0.count, isCapped: $0.isCapped)
    }
  }

  /// The compliance endpoint knows a type by its last label alone.
  private static func otherLabels(
    _ records: SubjectRecords,
    of key: EntityKey,
    _ profile: Profile
  ) -> [SubjectWarning] {
    guard let covered = profile.entity(key.type)?.labels.last else { return [] }
    return records.events.filter { $0.isAbout && $0.label != covered }.map {
      .eventsUnderOtherLabel(label: $0.label, count: $0.count, isCapped: $0.isCapped)
    }
  }
}
