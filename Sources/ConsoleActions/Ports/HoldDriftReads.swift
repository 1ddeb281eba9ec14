package import ConsoleDomain

/// What a comparison of flags with the register reads beside the holds themselves.
package struct HoldDriftReads: Sendable {
  /// Documents of a selection at a place without the flag or without the hold's id; at most so many.
  package var without:
    @Sendable (
      _ selection: HoldSelection, _ holdID: String, _ limit: Int, _ place: DocumentPlace
    ) async throws(StoreProblem) -> [DocumentID]
  /// What new events of the backend are about that carry no hold, in the order of the events.
  package var events:
    @Sendable (_ start: HoldEventPage.Start, _ limit: Int) async throws(StoreProblem)
      -> HoldEventPage
  /// Ids of holds on the documents of a type at a place, each with how many carry it; reads the
  /// collection.
  package var marks:
    @Sendable (_ type: String, _ place: DocumentPlace) async throws(StoreProblem) -> [HoldMark]

  /// Makes the ports.
  package init(
    without:
      @escaping @Sendable (
        _ selection: HoldSelection, _ holdID: String, _ limit: Int, _ place: DocumentPlace
      ) async throws(StoreProblem) -> [DocumentID],
    events:
      @escaping @Sendable (_ start: HoldEventPage.Start, _ limit: Int) async throws(StoreProblem)
      -> HoldEventPage,
    marks:
      @escaping @Sendable (_ type: String, _ place: DocumentPlace) async throws(StoreProblem)
      -> [HoldMark]
  ) {
    self.without = without
    self.events = events
    self.marks = marks
  }
}

/// What some events of the backend are about that carry no hold.
package struct HoldEventPage: Hashable, Sendable {
  /// Where a page begins.
  package enum Start: Hashable, Sendable {
    /// With the first event whose id was made at this time or later.
    case time(Instant)
    /// After the event with this id.
    case event(DocumentID)
  }

  /// Every document that may be meant: an event names an id without saying as what it is stored.
  package var keys: [EntityKey]
  /// The last event; nil: there was none.
  package var last: DocumentID?
  package var seen: Int
  /// Whether another page may follow.
  package var hasMore: Bool

  /// Makes a page.
  package init(keys: [EntityKey], last: DocumentID?, seen: Int, hasMore: Bool) {
    self.keys = keys
    self.last = last
    self.seen = seen
    self.hasMore = hasMore
  }
}
