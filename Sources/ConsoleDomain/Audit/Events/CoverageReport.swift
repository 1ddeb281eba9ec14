/// What of the entities is looked at for changes without an event.
package struct CoverageRequest: Hashable, Sendable {
  package var since: Instant
  package var until: Instant
  /// Documents of each collection, drawn at random.
  package var sample: Int

  /// How far a change and its event may lie apart.
  package static let tolerance: Duration = .seconds(60)
  package static let defaultSample = 500
  package static let largestSample = 5_000

  /// Asks about the changes within a span of time.
  package init(since: Instant, until: Instant, sample: Int = defaultSample) {
    self.since = since
    self.until = until
    self.sample = sample
  }
}

/// Entities that were changed without an event that names them, in a sample and no more.
package struct CoverageReport: Hashable, Sendable {
  package var request: CoverageRequest
  package var collections: [Collection]
  package var readAt: Instant

  /// What the sample of one collection shows.
  package struct Collection: Hashable, Sendable {
    package var name: String
    /// Documents drawn.
    package var sampled: Int
    /// Documents there are, by the collection's metadata.
    package var total: Int
    /// Of the sample, those last changed within the span.
    package var changed: Int
    /// Of these, those without an event; each only counts with its last change.
    package var gaps: [Gap]
    /// Why it could not be examined; the counts say nothing then.
    package var problem: StoreProblem?

    /// Makes the result of one collection.
    package init(
      name: String,
      sampled: Int = 0,
      total: Int = 0,
      changed: Int = 0,
      gaps: [Gap] = [],
      problem: StoreProblem? = nil
    ) {
      self.name = name
      self.sampled = sampled
      self.total = total
      self.changed = changed
      self.gaps = gaps
      self.problem = problem
    }
  }

  /// A document and its last change.
  package struct Gap: Hashable, Sendable {
    package var id: String
    package var changedAt: Instant

    /// Makes a gap.
    package init(id: String, changedAt: Instant) {
      self.id = id
      self.changedAt = changedAt
    }
  }

  /// Makes a report.
  package init(request: CoverageRequest, collections: [Collection], readAt: Instant) {
    self.request = request
    self.collections = collections
    self.readAt = readAt
  }

  /// How many entities of the sample were changed without an event.
  package var gapCount: Int { collections.reduce(0) { $0 + $1.gaps.count } }

  /// The report for people, one finding a line.
  package var lines: [String] {
    let span = "\(request.since.iso8601) to \(request.until.iso8601)"
    return [
      "A sample, drawn at random: it can show a gap, never that there is none.",
      "Last changes from \(span), against events within "
        + "\(Self.toleranceText) that name the entity.", "",
    ] + collections.flatMap(\.lines)
  }

  private static let toleranceText = "\(CoverageRequest.tolerance.wholeMilliseconds / 1000) s"
}

extension CoverageReport.Collection {
  fileprivate var lines: [String] {
    if let problem { return ["\(name): not examined: \(ProblemText(problem).line)"] }
    let counts =
      "\(name): \(CountText.grouped(sampled)) of \(CountText.grouped(total)) sampled, "
      + "\(changed) changed, \(gaps.count) without an event"
    return [counts] + gaps.map { "  \($0.id)  changed \($0.changedAt.iso8601)" }
  }
}
