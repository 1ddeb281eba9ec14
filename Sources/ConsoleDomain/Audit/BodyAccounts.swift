/// Settles what is missing from bodies with what later records say about it (I-13, I-14).
package struct BodyAccounts: Sendable {
  /// Absent bodies that may still be named by an erasure; beyond these each is a fault at once.
  private static let absentLimit = 100_000

  private struct Redacted {
    var sequence: Int64
    var paths: Set<String>
  }

  private let now: Instant?
  /// By event id: fields without a record that names them so far.
  private var redacted: [String: Redacted] = [:]
  /// By event id: absent bodies that are too young to have expired.
  private var absent: [String: Int64] = [:]
  private var absentBeyondLimit: [AuditVerification.Fault] = []
  /// The last record of redactions whose own body has expired: what it named is not known any more.
  private var lastExpiredRecord: Int64 = -1
  /// Bodies that could not be read for want of a right.
  package private(set) var unread: Int64 = 0

  /// `now` decides which bodies are old enough to have expired; nil: none is.
  package init(now: Instant?) {
    self.now = now
  }

  /// Takes the next record, in the order of the chain.
  package mutating func note(_ link: AuditLink) {
    switch link.body {
    case .stored(let body):
      noteRedacted(body, of: link.header)
      settle(by: body, type: link.header.type)
    case .missing: noteAbsent(link.header)
    case .notExpected: unread += 1
    }
  }

  /// Redacted fields that a record may have named which has expired since.
  package var redactionsBeyondProof: Int64 {
    redacted.values.reduce(0) {
      $0 + ($1.sequence < lastExpiredRecord ? Int64($1.paths.count) : 0)
    }
  }

  /// What nothing in the chain accounts for, now that the chain has ended.
  package var faults: [AuditVerification.Fault] {
    var faults = absentBeyondLimit
    faults += absent.map { Self.missing($0.key, at: $0.value) }
    for (eventID, entry) in redacted where entry.sequence >= lastExpiredRecord {
      // Where this identity may read no bodies it can't know what records name.
      for path in entry.paths.sorted() where unread == 0 {
        faults.append(
          AuditVerification.Fault(
            sequence: entry.sequence,
            kind: .unauthorisedRedaction,
            detail: "field `\(path)` is redacted and no record of the chain says so",
            eventID: eventID,
            path: path
          )
        )
      }
    }
    return faults
  }

  private mutating func noteRedacted(_ body: AuditBody, of header: AuditHeader) {
    for field in body.fields {
      guard case .redacted = field.content else { continue }
      redacted[header.eventID, default: Redacted(sequence: header.sequence, paths: [])]
        .paths.insert(field.path)
    }
  }

  private mutating func settle(by body: AuditBody, type: String) {
    switch type {
    case AuditRedactions.type:
      for redaction in AuditRedactions.named(in: body)
      where redacted[redaction.eventID]?.paths.remove(redaction.path) != nil {
        if redacted[redaction.eventID]?.paths.isEmpty == true { redacted[redaction.eventID] = nil }
      }
    case AuditRedactions.erasureType:
      for eventID in AuditRedactions.erased(in: body) { absent[eventID] = nil }
    default: break
    }
  }

  private mutating func noteAbsent(_ header: AuditHeader) {
    if mayHaveExpired(header) {
      if header.type == AuditRedactions.type { lastExpiredRecord = header.sequence }
    } else if absent.count < Self.absentLimit {
      absent[header.eventID] = header.sequence
    } else if absentBeyondLimit.count < AuditChainVerifier.faultLimit {
      absentBeyondLimit.append(Self.missing(header.eventID, at: header.sequence))
    }
  }

  private func mayHaveExpired(_ header: AuditHeader) -> Bool {
    guard let now, let time = Instant(iso8601: header.timestamp) else { return false }
    return time.duration(to: now) >= .seconds(AuditRetention.seconds)
  }

  private static func missing(_ eventID: String, at sequence: Int64) -> AuditVerification.Fault {
    AuditVerification.Fault(
      sequence: sequence,
      kind: .bodyMissing,
      detail: "the body is gone before its time and no record of the chain says so",
      eventID: eventID
    )
  }
}
