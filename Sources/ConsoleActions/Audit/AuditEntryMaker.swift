import ConsoleDomain

/// Salts the fields of a record and gives it an event id.
struct AuditEntryMaker: Sendable {
  let clock: ActionClock
  let random: RandomSource

  /// One entry, or several when the details are too large for one body.
  ///
  /// The entry of the asked phase is the last: those before it are `event` records that carry the
  /// rest of the details, so that nothing is missing once the last one is in the chain. An event id
  /// that is given goes to the last one.
  func entries(
    by actor: ActorIdentity,
    type: String,
    phase: AuditPhase,
    fields: [AuditDetail],
    details: [AuditDetail],
    eventID: String? = nil
  ) -> [AuditEntry] {
    let parts = AuditParts.split(details)
    let fields = AuditFields.actor(actor) + fields
    var entries: [AuditEntry] = []
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      var all = fields + part
      if parts.count > 1 {
        all.append(AuditDetail("part", .int(Int64(index + 1))))
        all.append(AuditDetail("parts", .int(Int64(parts.count))))
      }
      entries.append(
        entry(
          type: type,
          phase: isLast ? phase : .event,
          fields: all,
          eventID: isLast ? eventID : nil
        )
      )
    }
    return entries
  }

  /// The outcome of an intent, in the name of whoever began it, under the one id that it may have.
  func entries(of outcome: AuditOutcome, ending intent: StoredIntent) -> [AuditEntry] {
    entries(
      by: intent.actor,
      type: intent.type,
      phase: .outcome,
      fields: AuditFields.reference(to: intent) + AuditFields.outcome(outcome),
      details: outcome.details,
      eventID: OutcomeEventID.of(intent: intent.eventID)
    )
  }

  private func entry(
    type: String,
    phase: AuditPhase,
    fields: [AuditDetail],
    eventID: String?
  ) -> AuditEntry {
    let now = clock.now()
    let salted = fields.map { field in
      AuditField(
        path: field.path,
        content: .disclosed(salt: random.bytes(AuditCommitment.saltSize), value: field.value)
      )
    }
    let body = AuditBody(
      eventID: eventID ?? ULID.make(at: now, random: random.bytes(ULID.randomSize)),
      fields: salted
    )
    return AuditEntry(type: type, phase: phase, body: body, createdAt: now)
  }
}
