/// Everything of one subject that the mapped collections hold, masked.
package struct SubjectRecords: Hashable, Sendable {
  /// What it was all found by; needed by plans, never shown.
  package var identifiers: SubjectIdentifiers
  /// The subject itself: its user, or the document that was named.
  package var subject: EntityRow?
  /// In the profile's order; types in which nothing was found included, so that it is seen that they
  /// were looked at.
  package var groups: [Group]
  /// Events by label and what they say of the subject.
  package var events: [EventCount]
  /// Held documents with events about them that carry no hold themselves.
  package var unheldEvents: [UnheldEvents]
  /// Collections that the databases have and the profile does not name.
  package var unmapped: [String]
  /// Databases of organisations that could not be looked at.
  package var unreached: [UnreachedTenant]
  package var readAt: Instant

  /// The documents of one type.
  package struct Group: Hashable, Sendable {
    package var type: String
    package var collection: String
    package var rows: [EntityRow]
    /// Why there may be more: no index, the cap, a missing right; nil: these are all.
    package var incomplete: String?

    /// Makes a group.
    package init(type: String, collection: String, rows: [EntityRow], incomplete: String? = nil) {
      self.type = type
      self.collection = collection
      self.rows = rows
      self.incomplete = incomplete
    }
  }

  /// How many events speak of the subject in one way.
  package struct EventCount: Hashable, Sendable {
    /// `User`, `Org_location`; empty: events that name no entity.
    package var label: String
    /// Whether the events are about the subject (its id is their entity) or merely caused by it.
    package var isAbout: Bool
    package var count: Int
    /// Whether the count stopped at its cap.
    package var isCapped: Bool

    /// Makes a count.
    package init(label: String, isAbout: Bool, count: Int, isCapped: Bool = false) {
      self.label = label
      self.isAbout = isAbout
      self.count = count
      self.isCapped = isCapped
    }
  }

  /// Events about a held document that carry no hold, which retention may delete.
  package struct UnheldEvents: Hashable, Sendable {
    package var key: EntityKey
    package var count: Int
    /// Whether the count stopped at its cap.
    package var isCapped: Bool

    /// Makes a count.
    package init(key: EntityKey, count: Int, isCapped: Bool = false) {
      self.key = key
      self.count = count
      self.isCapped = isCapped
    }
  }

  /// Makes records.
  package init(
    identifiers: SubjectIdentifiers,
    subject: EntityRow?,
    groups: [Group],
    events: [EventCount] = [],
    unheldEvents: [UnheldEvents] = [],
    unmapped: [String] = [],
    unreached: [UnreachedTenant] = [],
    readAt: Instant
  ) {
    self.identifiers = identifiers
    self.subject = subject
    self.groups = groups
    self.events = events
    self.unheldEvents = unheldEvents
    self.unmapped = unmapped
    self.unreached = unreached
    self.readAt = readAt
  }

  /// All documents, whatever their type.
  package var rows: [EntityRow] { groups.flatMap(\.rows) }

  /// Why there may be more, of the first collection where there may be; nil: these are all.
  package var incomplete: String? {
    groups.lazy.compactMap { group in group.incomplete.map { "\(group.collection): \($0)" } }.first
  }
}
