/// Which dangling intents a pass may end.
package struct RecoveryPolicy: Hashable, Sendable {
  /// Longer than any action of a console that still answers runs.
  package static let defaultAge: Duration = .seconds(3600)

  /// Intents of consoles that can't be looked at count as dead from this age on; nil: never.
  package var olderThan: Duration?
  /// A person's reason to end as unknown what can't be read back; nil: it stays dangling.
  package var reasonForUnknown: String?
  /// Whether outcomes are recorded; otherwise all are only listed.
  package var records: Bool
  package var reach: DanglingIntents.Reach

  /// Makes a policy.
  package init(
    olderThan: Duration?,
    reasonForUnknown: String? = nil,
    records: Bool = true,
    reach: DanglingIntents.Reach = .wholeChain
  ) {
    self.olderThan = olderThan
    self.reasonForUnknown = reasonForUnknown
    self.records = records
    self.reach = reach
  }

  /// What a console does by itself when it starts: only what certainly died, and nothing by force.
  package static let automatic = RecoveryPolicy(olderThan: nil, reach: .sinceLast)
}
