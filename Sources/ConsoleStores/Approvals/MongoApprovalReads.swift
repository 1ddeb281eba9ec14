package import ConsoleActions
import ConsoleDomain
package import ConsoleMongo

/// Reads requests for approval and enrolled keys: the `ApprovalReads` port.
package struct MongoApprovalReads: Sendable {
  private static let deadline: Duration = .seconds(10)
  /// More open requests than this are more than people agree to.
  private static let openLimit = 10_000
  private static let keyLimit = 1_000

  private let client: MongoClient
  private let console: String
  private let endpoint: StoreEndpoint

  /// Makes a reader of the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    console = consoleDatabase
    endpoint = StoreEndpoint(client)
  }

  /// The port.
  package var port: ApprovalReads {
    ApprovalReads(
      newest: { limit throws(StoreProblem) in
        try await self.approvals(where: [:], limit: limit)
      },
      open: { now throws(StoreProblem) in
        try await self.approvals(
          where: ["consumedAt": .null, "expiresAt": ["$gt": .date(now.milliseconds)]],
          limit: Self.openLimit
        )
      },
      keys: { () throws(StoreProblem) in try await self.keys() }
    )
  }

  /// The request with this id, whatever became of it; nil: there is none.
  @concurrent func approval(id: String) async throws(StoreProblem) -> Approval? {
    try await approvals(where: ["_id": .string(id)], limit: 1).first
  }

  /// What can't be read is left out: it can't be agreed to either.
  @concurrent private func approvals(
    where filter: MongoDocument,
    limit: Int
  ) async throws(StoreProblem) -> [Approval] {
    try await find(
      FindRequest(
        MongoNamespace(console, ApprovalDocuments.collection),
        filter: filter,
        sort: ["requestedAt": -1],
        limit: limit,
        readConcern: .majority
      )
    )
    .compactMap(ApprovalDocuments.approval)
  }

  @concurrent private func keys() async throws(StoreProblem) -> [ApproverKey] {
    try await find(
      FindRequest(
        MongoNamespace(console, ApprovalDocuments.keys),
        sort: ["_id": 1],
        limit: Self.keyLimit,
        readConcern: .majority
      )
    )
    .compactMap(ApprovalDocuments.key)
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }
}
