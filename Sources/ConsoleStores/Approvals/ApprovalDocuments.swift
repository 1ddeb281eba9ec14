import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// The documents of `approvals` and `approval_keys`, in both directions.
enum ApprovalDocuments {
  static let collection = "approvals"
  static let keys = "approval_keys"

  /// Words of the member `decision`, by which changes name the state that they saw.
  static let pending = "pending"
  static let approved = "approved"
  static let denied = "denied"

  /// A request that nobody has decided.
  static func document(_ approval: Approval) throws(MongoFailure) -> MongoDocument {
    let plan = approval.plan
    return try MongoDocument(elements: [
      ("_id", .string(approval.id)), ("opId", .string(approval.id)),
      ("planHash", .string(plan.hash)), ("action", .string(plan.action)),
      ("subject", .string(plan.subject)), ("servers", .string(plan.servers)),
      (
        "counts",
        .array(plan.counts.map { ["place": .string($0.place), "count": MongoValue($0.count)] })
      ),
      ("ids", .array(plan.ids.map(MongoValue.string))),
      ("notes", .array(plan.notes.map(MongoValue.string))),
      ("requester", value(approval.requester)), ("reason", .string(approval.reason)),
      ("ticket", .string(approval.ticket)),
      ("requestedAt", .date(approval.requestedAt.milliseconds)),
      ("expiresAt", .date(approval.expiresAt.milliseconds)), ("decision", .string(pending)),
      ("approver", .null), ("decisionReason", .null), ("decidedAt", .null), ("signature", .null),
      ("consumedAt", .null), ("consumedBy", .null),
    ])
  }

  /// nil when a part is missing or of another type: half a request must not be agreed to.
  static func approval(_ document: MongoDocument) -> Approval? {
    guard let id = document["_id"]?.string, let plan = plan(document),
      let requester = document["requester"]?.document.map(person),
      let reason = document["reason"]?.string, let ticket = document["ticket"]?.string,
      let requestedAt = instant(document["requestedAt"]),
      let expiresAt = instant(document["expiresAt"]), let word = document["decision"]?.string
    else { return nil }
    let decision = decision(document, word)
    guard word == pending || decision != nil else { return nil }
    return Approval(
      id: SafeText.of(id),
      plan: plan,
      requester: requester,
      reason: SafeText.of(reason),
      ticket: SafeText.of(ticket),
      requestedAt: requestedAt,
      expiresAt: expiresAt,
      decision: decision,
      consumed: use(document)
    )
  }

  static func document(_ key: ApproverKey) -> MongoDocument {
    [
      "_id": .string(key.key.description),
      "enrolledBy": value(key.enrolledBy), "enrolledAt": .date(key.enrolledAt.milliseconds),
    ]
  }

  /// nil for what is no key: it can't judge anything.
  static func key(_ document: MongoDocument) -> ApproverKey? {
    guard let key = document["_id"]?.string.flatMap({ NoteVerifierKey($0) }),
      let by = document["enrolledBy"]?.document.map(person),
      let at = instant(document["enrolledAt"])
    else { return nil }
    return ApproverKey(key: key, enrolledBy: by, enrolledAt: at)
  }

  static func value(_ person: Approval.Person) -> MongoValue {
    ["mongoUser": text(person.mongoUser), "osUser": text(person.osUser), "host": text(person.host)]
  }

  private static func person(_ document: MongoDocument) -> Approval.Person {
    Approval.Person(
      mongoUser: document["mongoUser"]?.string.map { SafeText.of($0) },
      osUser: document["osUser"]?.string.map { SafeText.of($0) },
      host: document["host"]?.string.map { SafeText.of($0) }
    )
  }

  private static func plan(_ document: MongoDocument) -> ApprovedPlan? {
    guard let hash = document["planHash"]?.string, let action = document["action"]?.string,
      let subject = document["subject"]?.string, let servers = document["servers"]?.string,
      let counts = document["counts"]?.array
    else { return nil }
    return ApprovedPlan(
      hash: SafeText.of(hash),
      action: SafeText.of(action),
      subject: SafeText.of(subject),
      servers: SafeText.of(servers),
      counts: counts.compactMap { count in
        guard let place = count.document?["place"]?.string,
          let number = count.document?["count"]?.int
        else { return nil }
        return ApprovedPlan.Count(place: SafeText.of(place), count: number)
      },
      ids: texts(document["ids"]),
      notes: texts(document["notes"])
    )
  }

  private static func decision(_ document: MongoDocument, _ word: String) -> Approval.Decision? {
    guard word == approved || word == denied, let at = instant(document["decidedAt"]),
      let by = document["approver"]?.document.map(person),
      let reason = document["decisionReason"]?.string
    else { return nil }
    return Approval.Decision(
      isApproved: word == approved,
      by: by,
      reason: SafeText.of(reason),
      at: at,
      // Compared byte by byte with what must have been signed, and never shown.
      signature: document["signature"]?.string
    )
  }

  private static func use(_ document: MongoDocument) -> Approval.Use? {
    instant(document["consumedAt"]).map {
      Approval.Use(operation: SafeText.of(document["consumedBy"]?.string ?? ""), at: $0)
    }
  }

  private static func texts(_ value: MongoValue?) -> [String] {
    (value?.array ?? []).compactMap { $0.string.map { SafeText.of($0) } }
  }

  private static func instant(_ value: MongoValue?) -> Instant? {
    value?.date.map(Instant.init(milliseconds:))
  }

  private static func text(_ value: String?) -> MongoValue { value.map(MongoValue.string) ?? .null }
}
