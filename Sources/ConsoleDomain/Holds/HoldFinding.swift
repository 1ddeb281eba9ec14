/// How much of a selection of a hold is held.
package struct HoldCoverage: Hashable, Sendable {
  package var place: String
  /// Documents that the scope names: frozen ids, or whatever is of the organisation now.
  package var inScope: Int
  /// Those that are there.
  package var matched: Int
  /// With the flag and with this hold's id.
  package var ours: Int

  /// Makes a coverage.
  package init(place: String, inScope: Int, matched: Int, ours: Int) {
    self.place = place
    self.inScope = inScope
    self.matched = matched
    self.ours = ours
  }
}

/// Something that the flags of documents say and the register of holds does not, or the other way.
package struct HoldFinding: Hashable, Sendable {
  /// Most ids that a finding names.
  package static let idLimit = 200

  package var kind: Kind
  /// The hold it is about; nil where no hold of the register is.
  package var hold: String?
  package var place: String
  /// nil: not known.
  package var count: Int?
  /// Some of the documents.
  package var ids: [String]
  /// Why it could not be read; nil where it could.
  package var problem: String?

  /// What is not as it should be; the raw value is the word of records.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// In the scope, without the flag or the id: `hold resume` holds them.
    case unheld
    /// Named by the scope and not there any more.
    case gone
    /// The id of a hold that is over, or of none that the register knows.
    case leftOver = "left-over"
    /// A hold whose placing or ending stopped before the last document.
    case unfinished
    /// Past the date at which it was to be reviewed; it stays held all the same.
    case reviewDue = "review-due"
    /// Held by the backend itself; no fault.
    case external
    /// Could not be read.
    case unread
  }

  /// Makes a finding.
  package init(
    kind: Kind,
    hold: String?,
    place: String,
    count: Int?,
    ids: [String] = [],
    problem: String? = nil
  ) {
    self.kind = kind
    self.hold = hold
    self.place = place
    self.count = count
    self.ids = ids
    self.problem = problem
  }

  /// Whether something has to be done about it.
  package var isFault: Bool { kind != .external }
}

/// How many documents of a collection carry the id of a hold.
package struct HoldMark: Hashable, Sendable {
  /// `external` for the backend's own, with and without an id.
  package var hold: String
  package var count: Int

  /// Makes a count.
  package init(hold: String, count: Int) {
    self.hold = hold
    self.count = count
  }
}
