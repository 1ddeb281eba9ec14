package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// The lease of the sweep: one document, changed only in one step by the server's own clock.
package struct MongoSweepLease: SweepLease {
  private static let deadline: Duration = .seconds(10)

  private let client: MongoClient
  private let namespace: MongoNamespace

  /// Makes a lease in the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    namespace = MongoNamespace(consoleDatabase, ConsoleSchema.leases)
  }

  /// The port that reads it.
  package var reader: SweepLeaseReader {
    SweepLeaseReader { deadline throws(StoreProblem) in try await self.standing(deadline) }
  }

  /// The document as the primary has it, whether the lease still runs told by the server.
  private func standing(_ deadline: Duration) async throws(StoreProblem) -> SweepLeaseStanding {
    let request = AggregateRequest(
      namespace,
      [
        ["$match": ["_id": .string(SweepDocument.id)]],
        ["$set": ["runs": ["$gt": ["$until", "$$NOW"]]]],
      ],
      limit: 1,
      readPreference: .primary
    )
    do throws(MongoFailure) {
      let documents = try await client.aggregate(request, deadline: deadline)
      return documents.first.map(SweepDocument.standing) ?? SweepLeaseStanding()
    } catch {
      throw problem(error)
    }
  }

  /// Takes or extends the lease where it is free, has run out or is the owner's.
  package func take(
    owner: String,
    length: Duration,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> SweepLeaseStanding? {
    do throws(MongoFailure) {
      if let standing = try await take(owner, length) { return standing }
      // `$expr` is not allowed with an upsert: the document is made beforehand, once.
      guard try await insertDocument() else { return nil }
      return try await take(owner, length)
    } catch {
      throw problem(error)
    }
  }

  private func take(
    _ owner: String,
    _ length: Duration
  ) async throws(MongoFailure) -> SweepLeaseStanding? {
    let free: MongoDocument = [
      "$or": [
        ["owner": .string(owner)], ["$expr": ["$not": [["$gt": ["$until", "$$NOW"]]]]],
      ]
    ]
    let until: MongoValue = ["$add": ["$$NOW", .int64(length.wholeMilliseconds)]]
    let request = FindAndModifyRequest(
      namespace,
      filter: ["$and": [["_id": .string(SweepDocument.id)], .document(free)]],
      update: .pipeline([
        ["$set": ["owner": ["$literal": .string(owner)], "until": until, "runs": true]]
      ])
    )
    let document = try await client.findAndModify(request, deadline: Self.deadline)
    return document.map(SweepDocument.standing)
  }

  /// False: it is there, and so another one has it.
  private func insertDocument() async throws(MongoFailure) -> Bool {
    do throws(MongoFailure) {
      _ = try await client.insertOne(
        ["_id": .string(SweepDocument.id)],
        into: namespace,
        deadline: Self.deadline
      )
      return true
    } catch {
      guard error.code == .duplicateKey else { throw error }
      return false
    }
  }

  /// Keeps the run where the lease is still ours.
  package func finish(
    _ run: SweepRun,
    owner: String,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    do throws(MongoFailure) {
      var changes: [(String, MongoValue)] = [("last", .document(try SweepDocument.document(run)))]
      for step in run.steps {
        if let mark = step.mark { changes.append(("marks.\(step.name)", .string(mark))) }
      }
      let result = try await client.updateOne(
        UpdateRequest(
          namespace,
          filter: ["_id": .string(SweepDocument.id), "owner": .string(owner)],
          update: .operators([
            "$set": .document(try MongoDocument(elements: changes)),
            "$unset": ["owner": "", "until": "", "runs": ""],
          ])
        ),
        deadline: Self.deadline
      )
      if result.matched == 0 { throw MongoFailure(.writeConflict, in: "updateOne") }
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: MongoFailure) -> StoreProblem {
    StoreProblem(failure, at: StoreEndpoint(client), deadline: Self.deadline)
  }
}

/// The lease's document in both directions; what can't be read counts as not there.
enum SweepDocument {
  static let id = "sweep"

  static func standing(_ document: MongoDocument) -> SweepLeaseStanding {
    let runs = document["runs"]?.bool == true
    var marks: [String: String] = [:]
    for (name, value) in document["marks"]?.document?.elements ?? [] { marks[name] = value.string }
    return SweepLeaseStanding(
      owner: runs ? document["owner"]?.string : nil,
      until: runs ? document["until"]?.date.map { Instant(milliseconds: $0) } : nil,
      last: document["last"]?.document.flatMap(run),
      marks: marks
    )
  }

  static func document(_ run: SweepRun) throws(MongoFailure) -> MongoDocument {
    [
      "startedAt": .date(run.startedAt.milliseconds), "endedAt": .date(run.endedAt.milliseconds),
      "steps": .array(
        run.steps.map { step in
          [
            "name": .string(step.name), "state": .string(step.state.rawValue),
            "text": .string(step.text), "seen": .int64(Int64(step.seen)),
            "changed": .int64(Int64(step.changed)),
          ]
        }
      ),
    ]
  }

  private static func run(_ document: MongoDocument) -> SweepRun? {
    guard let start = document["startedAt"]?.date, let end = document["endedAt"]?.date else {
      return nil
    }
    let steps = (document["steps"]?.array ?? []).compactMap(\.document).compactMap(step)
    return SweepRun(
      startedAt: Instant(milliseconds: start),
      endedAt: Instant(milliseconds: end),
      steps: steps
    )
  }

  private static func step(_ document: MongoDocument) -> SweepStepResult? {
    guard let name = document["name"]?.string,
      let state = document["state"]?.string.flatMap(SweepStepResult.State.init)
    else { return nil }
    return SweepStepResult(
      name: name,
      state: state,
      text: document["text"]?.string ?? "",
      seen: document["seen"]?.int ?? 0,
      changed: document["changed"]?.int ?? 0
    )
  }
}
