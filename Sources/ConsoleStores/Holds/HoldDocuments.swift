import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// The documents of `legal_holds`, in both directions (compliance.md b.2).
enum HoldDocuments {
  static let register = "legal_holds"
  static let members = "hold_members"

  static func document(_ hold: LegalHold) throws(MongoFailure) -> MongoDocument {
    var selections: [MongoValue] = []
    for selection in hold.scope.selections { selections.append(value(selection)) }
    return try MongoDocument(elements: [
      ("_id", .string(hold.id)), ("holdId", .string(hold.id)),
      ("matterId", .string(hold.matter.id)), ("title", .string(hold.matter.title)),
      ("status", .string(hold.state.rawValue)), ("scope", .array(selections)),
      ("subjects", .array(hold.scope.subjects.map(value))),
      ("custodians", .array(hold.custodians.map(value))), ("reason", .string(hold.reason)),
      ("ticket", .string(hold.ticket)), ("graceDays", MongoValue(hold.graceDays)),
      ("placedBy", text(hold.placedBy)), ("placedAt", date(hold.placedAt)),
      ("reviewAt", date(hold.reviewAt)), ("releaseReason", text(hold.release?.reason)),
      ("releasedBy", text(hold.release?.requestedBy)),
      ("releaseApprovedBy", text(hold.release?.approvedBy)),
      ("releaseEffectiveAt", date(hold.release?.effectiveAt)),
      ("isWithdrawal", .bool(hold.release?.isWithdrawal ?? false)),
      ("progress", hold.progress.map(value) ?? .null), ("version", .int64(hold.version)),
    ])
  }

  /// nil when a part is missing or of another type: half a hold would protect half of its scope.
  static func hold(_ document: MongoDocument) -> LegalHold? {
    guard let id = document["_id"]?.string, let matter = document["matterId"]?.string,
      let title = document["title"]?.string,
      let state = document["status"]?.string.flatMap(LegalHold.State.init(rawValue:)),
      let scope = document["scope"]?.array, let reason = document["reason"]?.string,
      let ticket = document["ticket"]?.string, let grace = document["graceDays"]?.int,
      let version = document["version"]?.int
    else { return nil }
    let selections = scope.compactMap { $0.document.flatMap(selection) }
    // A register of before has no subjects.
    let named = document["subjects"]?.array ?? []
    let subjects = named.compactMap { $0.document.flatMap(subject) }
    guard selections.count == scope.count, subjects.count == named.count else { return nil }
    return LegalHold(
      id: SafeText.of(id),
      matter: LegalHold.Matter(id: SafeText.of(matter), title: SafeText.of(title)),
      state: state,
      scope: HoldScope(selections, subjects: subjects),
      custodians: (document["custodians"]?.array ?? []).compactMap {
        $0.document.flatMap(custodian)
      },
      reason: SafeText.of(reason),
      ticket: SafeText.of(ticket),
      graceDays: grace,
      placedBy: document["placedBy"]?.string.map { SafeText.of($0) },
      placedAt: instant(document["placedAt"]),
      reviewAt: instant(document["reviewAt"]),
      release: release(document),
      progress: document["progress"]?.document.flatMap(progress),
      version: Int64(version)
    )
  }

  private static func release(_ document: MongoDocument) -> LegalHold.Release? {
    guard let effective = instant(document["releaseEffectiveAt"]),
      let reason = document["releaseReason"]?.string, let by = document["releasedBy"]?.string,
      let approver = document["releaseApprovedBy"]?.string
    else { return nil }
    return LegalHold.Release(
      reason: SafeText.of(reason),
      requestedBy: SafeText.of(by),
      approvedBy: SafeText.of(approver),
      effectiveAt: effective,
      isWithdrawal: document["isWithdrawal"]?.bool ?? false
    )
  }

  private static func value(_ selection: HoldSelection) -> MongoValue {
    switch selection.documents {
    case .ids(let ids):
      ["type": .string(selection.type), "ids": .array(ids.compactMap(\.value))]
    case .organization(let id):
      ["type": .string(selection.type), "organization": .string(id)]
    }
  }

  private static func selection(_ document: MongoDocument) -> HoldSelection? {
    guard let type = document["type"]?.string else { return nil }
    if let organization = document["organization"]?.string {
      return HoldSelection(type: type, documents: .organization(organization))
    }
    guard let ids = document["ids"]?.array else { return nil }
    let known = ids.compactMap { DocumentID($0) }
    return known.count == ids.count ? HoldSelection(type: type, documents: .ids(known)) : nil
  }

  private static func value(_ subject: EntityKey) -> MongoValue {
    ["type": .string(subject.type), "id": subject.id.value ?? .null]
  }

  private static func subject(_ document: MongoDocument) -> EntityKey? {
    guard let type = document["type"]?.string, let id = DocumentID(document["id"]) else {
      return nil
    }
    return EntityKey(type: type, id: id)
  }

  private static func value(_ custodian: LegalHold.Custodian) -> MongoValue {
    [
      "id": .string(custodian.id), "noticeAt": date(custodian.noticeAt),
      "ackAt": date(custodian.acknowledgedAt),
    ]
  }

  private static func custodian(_ document: MongoDocument) -> LegalHold.Custodian? {
    document["id"]?.string.map {
      LegalHold.Custodian(
        id: SafeText.of($0),
        noticeAt: instant(document["noticeAt"]),
        acknowledgedAt: instant(document["ackAt"])
      )
    }
  }

  private static func value(_ progress: HoldProgress) -> MongoValue {
    [
      "selection": MongoValue(progress.selection), "tenant": text(progress.tenantID),
      "after": progress.after?.value ?? .null, "done": MongoValue(progress.done),
    ]
  }

  private static func progress(_ document: MongoDocument) -> HoldProgress? {
    guard let selection = document["selection"]?.int, let done = document["done"]?.int else {
      return nil
    }
    return HoldProgress(
      selection: selection,
      tenantID: document["tenant"]?.string,
      after: DocumentID(document["after"]),
      done: done
    )
  }

  private static func text(_ text: String?) -> MongoValue { text.map(MongoValue.string) ?? .null }

  private static func date(_ instant: Instant?) -> MongoValue {
    instant.map { .date($0.milliseconds) } ?? .null
  }

  private static func instant(_ value: MongoValue?) -> Instant? {
    value?.date.map(Instant.init(milliseconds:))
  }
}
