/// A legal hold: what a matter forbids to delete, strip or overwrite (compliance.md b.2).
///
/// A hold never ends by time: `reviewAt` reminds, and a release takes two people and a grace period.
package struct LegalHold: Hashable, Sendable {
  /// `external` in a document's list of holds: the backend's own, which the console never clears.
  package static let external = "external"
  /// How long after a release its documents stay held, in days, unless the matter says otherwise.
  package static let usualGrace = 30
  /// How long after placing a misplaced hold can be withdrawn.
  package static let withdrawal: Duration = .seconds(24 * 3600)

  package var id: String
  package var matter: Matter
  package var state: State
  package var scope: HoldScope
  package var custodians: [Custodian]
  package var reason: String
  package var ticket: String
  /// Days between a release and its effect.
  package var graceDays: Int
  package var placedBy: String?
  package var placedAt: Instant?
  /// A reminder, never an expiry.
  package var reviewAt: Instant?
  package var release: Release?
  /// Where a walk over the scope stands, so that it can be resumed; nil: not begun or ended.
  package var progress: HoldProgress?
  /// Grows by one with each change; an update names the one it saw.
  package var version: Int64

  /// What the hold is for.
  package struct Matter: Hashable, Sendable {
    package var id: String
    package var title: String

    /// Names a matter.
    package init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// Somebody who has to be told.
  package struct Custodian: Hashable, Sendable {
    package var id: String
    package var noticeAt: Instant?
    package var acknowledgedAt: Instant?

    /// Names a custodian.
    package init(id: String, noticeAt: Instant? = nil, acknowledgedAt: Instant? = nil) {
      self.id = id
      self.noticeAt = noticeAt
      self.acknowledgedAt = acknowledgedAt
    }
  }

  /// A release that was agreed to by two people.
  package struct Release: Hashable, Sendable {
    package var reason: String
    package var requestedBy: String
    package var approvedBy: String
    /// When its documents stop being held.
    package var effectiveAt: Instant
    /// Whether the hold was taken back as a mistake: whoever ends it later ends it as withdrawn.
    package var isWithdrawal: Bool

    /// Makes a release.
    package init(
      reason: String,
      requestedBy: String,
      approvedBy: String,
      effectiveAt: Instant,
      isWithdrawal: Bool = false
    ) {
      self.reason = reason
      self.requestedBy = requestedBy
      self.approvedBy = approvedBy
      self.effectiveAt = effectiveAt
      self.isWithdrawal = isWithdrawal
    }
  }

  /// Whether its review is due; a hold that is over is reviewed no more.
  package func isReviewDue(at now: Instant) -> Bool {
    guard let reviewAt, state.isHolding else { return false }
    return reviewAt <= now
  }

  /// The id of the hold that an operation places.
  package static func id(placedBy operation: OperationID) -> String {
    "H-\(operation.description.prefix(12))"
  }

  /// Makes a hold.
  package init(
    id: String,
    matter: Matter,
    state: State,
    scope: HoldScope,
    custodians: [Custodian] = [],
    reason: String,
    ticket: String,
    graceDays: Int = usualGrace,
    placedBy: String? = nil,
    placedAt: Instant? = nil,
    reviewAt: Instant? = nil,
    release: Release? = nil,
    progress: HoldProgress? = nil,
    version: Int64 = 0
  ) {
    self.id = id
    self.matter = matter
    self.state = state
    self.scope = scope
    self.custodians = custodians
    self.reason = reason
    self.ticket = ticket
    self.graceDays = graceDays
    self.placedBy = placedBy
    self.placedAt = placedAt
    self.reviewAt = reviewAt
    self.release = release
    self.progress = progress
    self.version = version
  }
}

/// Where a walk over a hold's scope stands.
package struct HoldProgress: Hashable, Sendable {
  /// Which selection of the scope, by its place.
  package var selection: Int
  /// The organisation in whose own database it stands; nil: in the backend's.
  package var tenantID: String?
  /// The last document that was dealt with in it; nil: none yet.
  package var after: DocumentID?
  package var done: Int

  /// Makes a place in a walk.
  package init(selection: Int, tenantID: String? = nil, after: DocumentID?, done: Int) {
    self.selection = selection
    self.tenantID = tenantID
    self.after = after
    self.done = done
  }
}
