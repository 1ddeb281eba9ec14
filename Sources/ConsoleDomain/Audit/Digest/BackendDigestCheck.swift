/// Checks the digests of the chain against the backend's event log as it is now, link by link.
///
/// Fed with the chain in its order it takes the same memory however long the chain is.
package actor BackendDigestCheck {
  /// Ten years of 365 days, after which the backend may let its events end.
  package static let retention: Duration = .seconds(315_360_000)

  private let reader: BackendDigestReader
  /// Events older than this may be gone.
  private let horizon: String
  private var previous = Previous.none
  /// What was checked so far.
  package private(set) var summary = BackendDigestSummary()

  private enum Previous {
    case none
    case ended(String)
    /// A digest can't be read any more, so that the next one may begin anywhere.
    case unknown
  }

  /// Begins before the first link; `now` tells which events may have ended by retention.
  package init(
    reader: BackendDigestReader,
    now: Instant,
    retention: Duration = retention
  ) {
    self.reader = reader
    horizon = EventLogID.first(at: now.advanced(by: .zero - retention))
  }

  /// Takes the next link; reads the events of its stretch when it is a digest.
  package func add(_ link: AuditLink) async throws(StoreProblem) -> [EventLogDigestFault] {
    guard link.header.type == EventLogDigest.type else { return [] }
    guard case .stored(let body) = link.body else {
      // Why a body is missing is the chain's own check.
      previous = .unknown
      summary.unread += 1
      return []
    }
    let sequence = link.header.sequence
    guard let digest = EventLogDigest(body) else {
      previous = .unknown
      return [
        EventLogDigestFault(
          sequence: sequence,
          kind: .malformed,
          detail: "the digest's fields are missing, redacted or do not fit each other"
        )
      ]
    }
    // Digests of another backend's log in the same chain are that backend's to check.
    guard digest.collection == reader.collection else {
      summary.unread += 1
      return []
    }
    var faults = gap(before: digest, sequence)
    previous = .ended(digest.through)
    summary.digests += 1
    summary.through = digest.through
    let comparison = DigestComparison(digest, horizon: horizon)
    try await reader.events(digest.after, digest.through) { leaves throws(StoreProblem) in
      await comparison.add(leaves)
      return true
    }
    let result = await comparison.finish(sequence)
    summary.events += result.events
    summary.expiredParts += result.expired
    faults += result.faults
    return faults
  }

  private func gap(before digest: EventLogDigest, _ sequence: Int64) -> [EventLogDigestFault] {
    let begin: String?
    switch previous {
    case .unknown: return []
    case .none: begin = nil
    case .ended(let id): begin = id
    }
    if digest.after == begin { return [] }
    let from = begin ?? "the first event"
    return [
      EventLogDigestFault(
        sequence: sequence,
        kind: .gap,
        detail: "it begins after \(digest.after ?? "nothing"), not after \(from)"
      )
    ]
  }
}

/// What a check of digests covered.
package struct BackendDigestSummary: Hashable, Sendable {
  package var digests = 0
  /// Events that were read and compared.
  package var events = 0
  /// Parts whose events may have ended by retention, and so say nothing.
  package var expiredParts = 0
  /// Digests that could not be read, or are of another backend's log.
  package var unread = 0
  /// The id up to which digests cover the log; nil: there is none.
  package var through: String?
}

/// A stretch of the backend's event log that is not as a digest says.
package struct EventLogDigestFault: Hashable, Sendable {
  /// Sequence of the digest's record.
  package var sequence: Int64
  package var kind: Kind
  /// Which ids, and how many events.
  package var detail: String

  /// What is wrong.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case changed
    case missing
    case added
    /// It does not begin where the one before it ended.
    case gap
    case malformed
  }
}
