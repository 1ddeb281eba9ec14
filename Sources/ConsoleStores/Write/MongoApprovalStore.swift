package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Requests for approval in the console's own database; each change compares the state it saw.
package struct MongoApprovalStore: ApprovalStore {
  private static let deadline: Duration = .seconds(10)

  private let client: MongoClient
  private let console: String
  private let endpoint: StoreEndpoint
  private let now: @Sendable () -> Instant

  /// Makes a store in the console's own database.
  package init(
    client: MongoClient,
    consoleDatabase: String,
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    console = consoleDatabase
    self.now = now
    endpoint = StoreEndpoint(client)
  }

  /// Inserts; `_id` and `opId` are the operation's.
  package func request(
    _ approval: Approval,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    do throws(MongoFailure) {
      _ = try await client.insertOne(
        try ApprovalDocuments.document(approval),
        into: MongoNamespace(console, ApprovalDocuments.collection),
        deadline: Self.deadline
      )
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Decides a request once.
  package func decide(
    _ id: String,
    _ decision: Approval.Decision,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    let word = decision.isApproved ? ApprovalDocuments.approved : ApprovalDocuments.denied
    try await change(
      id,
      from: ApprovalDocuments.pending,
      [
        "decision": .string(word), "approver": ApprovalDocuments.value(decision.by),
        "decisionReason": .string(decision.reason),
        "decidedAt": .date(decision.at.milliseconds),
        "signature": decision.signature.map(MongoValue.string) ?? .null,
      ],
      else: "the request has been decided or has expired meanwhile"
    )
  }

  /// Uses an approval once.
  package func consume(
    _ id: String,
    _ use: Approval.Use,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    try await change(
      id,
      from: ApprovalDocuments.approved,
      ["consumedAt": .date(use.at.milliseconds), "consumedBy": .string(use.operation)],
      else: "the approval was used or has expired meanwhile"
    )
  }

  /// Inserts a key; its text is its `_id`.
  package func enrol(
    _ key: ApproverKey,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    do throws(MongoFailure) {
      _ = try await client.insertOne(
        ApprovalDocuments.document(key),
        into: MongoNamespace(console, ApprovalDocuments.keys),
        deadline: Self.deadline
      )
    } catch {
      // Who enrolled it first, and when, stays as it is.
      if error.code == .duplicateKey { throw .conflict("the key is enrolled already") }
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Changes a living, unused request in this state, or throws a conflict.
  private func change(
    _ id: String,
    from state: String,
    _ members: MongoDocument,
    else conflict: String
  ) async throws(StoreProblem) {
    do throws(MongoFailure) {
      let result = try await client.updateOne(
        UpdateRequest(
          MongoNamespace(console, ApprovalDocuments.collection),
          filter: [
            "_id": .string(id), "decision": .string(state), "consumedAt": .null,
            "expiresAt": ["$gt": .date(now().milliseconds)],
          ],
          update: .operators(["$set": .document(members)])
        ),
        deadline: Self.deadline
      )
      guard result.matched == 1 else { throw MongoFailure(.writeConflict, in: "update") }
    } catch {
      if error.code == .writeConflict { throw .conflict(conflict) }
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }
}
