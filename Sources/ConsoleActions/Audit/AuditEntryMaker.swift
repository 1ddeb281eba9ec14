import ConsoleDomain

/// Salts the fields of a record and gives it an event id.
struct AuditEntryMaker: Sendable {
  let clock: ActionClock
  let random: RandomSource

  /// One entry, or several when the details are too large for one body.
  ///
  /// The entry of the asked phase is the last: those before it are `event` records that carry the
  /// rest of the details, so that nothing is missing once the last one is in the chain.
  func entries(
    by actor: ActorIdentity,
    type: String,
    phase: AuditPhase,
    fields: [AuditDetail],
    details: [AuditDetail]
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
      entries.append(entry(type: type, phase: isLast ? phase : .event, fields: all))
    }
    return entries
  }

  private func entry(type: String, phase: AuditPhase, fields: [AuditDetail]) -> AuditEntry {
    let now = clock.now()
    let salted = fields.map { field in
      AuditField(
        path: field.path,
        content: .disclosed(salt: random.bytes(AuditCommitment.saltSize), value: field.value)
      )
    }
    let body = AuditBody(
      eventID: ULID.make(at: now, random: random.bytes(ULID.randomSize)),
      fields: salted
    )
    return AuditEntry(type: type, phase: phase, body: body, createdAt: now)
  }
}
