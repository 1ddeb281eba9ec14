/// Documents that an action is about: exact counts by place, and samples, since there may be millions.
package struct PlannedDocuments: Hashable, Sendable {
  /// Most samples that a plan carries.
  package static let sampleLimit = 200

  package var groups: [Group]
  /// Some of the documents, those that would be left alone first.
  package var samples: [PlannedDocument]
  /// What a person should read before agreeing, beside the warnings: one sentence each.
  package var facts: [String]
  /// What a strip would replace, counted by path.
  package var paths: [Path]
  /// What a hold would cover, frozen; nil for other actions.
  package var scope: HoldScope?
  /// The version of the hold that the plan saw; nil where it is not about one.
  package var holdVersion: Int64?

  /// The documents of one collection.
  package struct Group: Hashable, Sendable {
    /// `users`, `audit_bodies`: the collection's name.
    package var place: String
    package var matched: Int
    /// Those among them that would be left alone.
    package var blocked: Int

    /// Counts the documents of a collection.
    package init(place: String, matched: Int, blocked: Int) {
      self.place = place
      self.matched = matched
      self.blocked = blocked
    }
  }

  /// A path of one collection.
  package struct Path: Hashable, Sendable {
    package var place: String
    package var path: String
    package var count: Int

    /// Counts the values at a path.
    package init(place: String, path: String, count: Int) {
      self.place = place
      self.path = path
      self.count = count
    }
  }

  /// Makes the documents of a plan.
  package init(
    groups: [Group],
    samples: [PlannedDocument] = [],
    facts: [String] = [],
    paths: [Path] = [],
    scope: HoldScope? = nil
  ) {
    self.groups = groups
    self.samples = samples
    self.facts = facts
    self.paths = paths
    self.scope = scope
  }

  /// Documents that the plan names.
  package var matched: Int { groups.reduce(0) { $0 + $1.matched } }
  /// Documents that would be changed.
  package var acting: Int { groups.reduce(0) { $0 + $1.matched - $1.blocked } }
}

/// One document of a plan as it was seen.
package struct PlannedDocument: Hashable, Sendable {
  package var place: String
  package var id: String
  /// Masked name or address; nil where there is none.
  package var label: String?
  /// What would be done to it, such as `3 fields`; nil: what the action says.
  package var change: String?
  /// Why it would be left alone; nil when it would be changed.
  package var blocked: String?

  /// Makes a planned document.
  package init(
    place: String,
    id: String,
    label: String? = nil,
    change: String? = nil,
    blocked: String? = nil
  ) {
    self.place = place
    self.id = id
    self.label = label
    self.change = change
    self.blocked = blocked
  }
}
