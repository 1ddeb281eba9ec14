import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Reads how the last sweep ended, and where none has, for how long there have been records.
struct SweepExamination: Sendable {
  let client: MongoClient
  let console: String
  let lease: SweepLeaseReader

  init(client: MongoClient, console: String) {
    self.client = client
    self.console = console
    lease = MongoSweepLease(client: client, consoleDatabase: console).reader
  }

  /// nil: this identity may not read it, or it did not come in time.
  func standing(_ budget: TimeBudget) async -> SweepStanding? {
    guard let standing = try? await lease.standing(budget.next) else { return nil }
    if let last = standing.last { return .last(last) }
    let request = FindRequest(
      MongoNamespace(console, AuditDocuments.headers),
      sort: ["_id": 1],
      limit: 1
    )
    guard let first = try? await client.find(request, deadline: budget.next) else { return nil }
    let header = first.first.flatMap(AuditDocuments.header)
    return .never(since: header.flatMap { Instant(iso8601: $0.timestamp) })
  }
}
