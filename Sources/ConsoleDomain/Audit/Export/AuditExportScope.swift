/// Which part of the chain an export holds, and in which further forms.
package struct AuditExportScope: Hashable, Sendable {
  /// The first sequence.
  package var first: Int64
  /// The last sequence; nil: the record of the export itself.
  package var last: Int64?
  /// From the first record made at this time or later.
  package var since: Instant?
  /// Up to the record before the first one made at this time or later.
  package var until: Instant?
  /// Views for people and other programs, beside the records that a verifier reads.
  package var views: [View]
  /// Whether the backend's own log goes along, redacted by its rule.
  package var includesBackend: Bool

  /// A further form of the same records.
  package enum View: String, Hashable, Sendable, CaseIterable {
    case csv
    /// OCSF 1.3.0, API Activity (class 6003), one event a line.
    case ocsf
  }

  /// Makes a scope; the default is the whole chain as records.
  package init(
    first: Int64 = 0,
    last: Int64? = nil,
    since: Instant? = nil,
    until: Instant? = nil,
    views: [View] = [],
    includesBackend: Bool = false
  ) {
    self.first = first
    self.last = last
    self.since = since
    self.until = until
    self.views = views
    self.includesBackend = includesBackend
  }
}

/// Picks the links of a scope as they pass: always one run without a gap, so that it can be verified.
///
/// Times are of the consoles' clocks, which may disagree; the order is the chain's. So a run starts at
/// the first record of the asked time, and ends before the first later one that is past it.
package struct AuditExportRun: Sendable {
  /// What to do with a link.
  package enum Step: Hashable, Sendable {
    case skip
    case take
    /// Nothing after this belongs to the run.
    case stop
  }

  private let last: Int64
  private let since: Instant?
  private let until: Instant?
  private var hasBegun = false

  /// Begins before the first link; `end` is the last sequence that existed when the export began.
  package init(_ scope: AuditExportScope, end: Int64) {
    last = min(scope.last ?? end, end)
    since = scope.since
    until = scope.until
  }

  /// Decides about the next header in the order of the chain.
  package mutating func step(_ header: AuditHeader) -> Step {
    guard header.sequence <= last else { return .stop }
    // A damaged time neither begins nor ends a run: the record is part of what it stands in.
    let time = Instant(iso8601: header.timestamp)
    if !hasBegun {
      if let since {
        guard let time, time >= since else { return .skip }
      }
      hasBegun = true
    }
    if let until, let time, time >= until { return .stop }
    return .take
  }
}
