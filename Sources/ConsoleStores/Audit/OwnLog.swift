import ConsoleDomain
import ConsoleMongo

/// Reads the console's own records in the order of the chain, newest or oldest first.
struct OwnLog: Sendable {
  static let deadline: Duration = .seconds(4)
  /// Fields shown of one body: a large batch names thousands of targets.
  private static let fieldLimit = 400
  private static let batch = 500
  /// Records looked at for one page of a query.
  private static let budget = 10_000
  /// Newer records among which the outcome of an intent is looked for.
  private static let outcomeReach: Int64 = 2_000
  /// How far the clocks of two consoles may lie apart.
  private static let tolerance: Duration = .seconds(300)

  let client: MongoClient
  let console: String
  let endpoint: StoreEndpoint

  /// The lowest sequence that no record has yet.
  func end() async throws(StoreProblem) -> Int64 {
    let newest = try await find(
      FindRequest(headers, projection: ["_id": 1], sort: ["_id": -1], limit: 1)
    )
    return (newest.first?["_id"]?.int).map { Int64($0) + 1 } ?? 0
  }

  /// The records on one side of a mark that match, and the mark that the search came to.
  func run(
    _ request: AuditEventRequest,
    from mark: Int64
  ) async throws(StoreProblem) -> (run: LogRun, reached: Int64) {
    let isOlder = request.direction == .older
    let matcher = AuditMatcher(request.query, now: request.now)
    let bounds = request.query.bounds(now: request.now)
    var found: [AuditEvent] = []
    var mark = mark
    var last: Instant?
    var looked = 0
    while found.count < request.limit {
      guard looked < Self.budget else {
        return (LogRun(events: found, isAtEnd: false, searchedTo: last), mark)
      }
      let size = request.query.clauses.isEmpty ? min(Self.batch, request.limit) : Self.batch
      let records = try await records(from: mark, isOlder: isOlder, limit: size)
      looked += records.count
      for record in records {
        mark = isOlder ? record.header.sequence : record.header.sequence &+ 1
        let event = AuditEvent.ours(record)
        last = event.at ?? last
        if matcher.matches(event) { found.append(event) }
        if found.count == request.limit { break }
      }
      if found.count == request.limit { break }
      let isBeyond =
        switch request.direction {
        case .older: isLonger(from: last, to: bounds.since)
        case .newer: isLonger(from: bounds.until, to: last)
        }
      if records.count < size || isBeyond {
        return (LogRun(events: found, isAtEnd: true), mark)
      }
    }
    return (LogRun(events: found, isAtEnd: false), mark)
  }

  /// Whether more time than clocks differ by lies between the two.
  private func isLonger(from early: Instant?, to late: Instant?) -> Bool {
    guard let early, let late else { return false }
    return early.duration(to: late) > Self.tolerance
  }

  /// Records with their bodies, going away from the mark.
  func records(
    from mark: Int64,
    isOlder: Bool,
    limit: Int
  ) async throws(StoreProblem) -> [AuditRecord] {
    let documents = try await find(
      FindRequest(
        headers,
        filter: ["_id": [isOlder ? "$lt" : "$gte": .int64(mark)]],
        sort: ["_id": isOlder ? -1 : 1],
        limit: limit
      )
    )
    let headers = documents.map { AuditDocuments.header($0) ?? AuditDocuments.damagedHeader($0) }
    guard let newest = headers.map(\.sequence).max() else { return [] }
    let later = isOlder && mark == .max ? [] : try await outcomes(after: newest)
    let bodies = try await bodies(of: headers + later)
    var open = OpenIntents()
    for header in (isOlder ? headers.reversed() : headers) + later {
      open.note(header, bodies[header.eventID].map { .stored($0) } ?? .notExpected)
    }
    let dangling = Set(open.sequences)
    return headers.map {
      AuditRecord(
        header: $0,
        body: bodies[$0.eventID],
        isDangling: dangling.contains($0.sequence)
      )
    }
  }

  /// Outcomes recorded soon after a page: they may belong to its intents.
  private func outcomes(after sequence: Int64) async throws(StoreProblem) -> [AuditHeader] {
    let reach = sequence.addingReportingOverflow(Self.outcomeReach)
    let documents = try await find(
      FindRequest(
        headers,
        filter: [
          "_id": ["$gt": .int64(sequence), "$lte": .int64(reach.overflow ? .max : reach.0)],
          "phase": .string(AuditPhase.outcome.rawValue),
        ],
        sort: ["_id": 1],
        limit: Int(Self.outcomeReach)
      )
    )
    return documents.compactMap(AuditDocuments.header)
  }

  /// Bodies by event id; none where this identity may read headers only.
  private func bodies(of headers: [AuditHeader]) async throws(StoreProblem) -> [String: AuditBody] {
    let ids = headers.map { MongoValue.string($0.eventID) }
    do throws(StoreProblem) {
      let documents = try await find(
        FindRequest(
          MongoNamespace(console, AuditDocuments.bodies),
          filter: ["_id": ["$in": .array(ids)]],
          projection: ["disclosed": ["$slice": MongoValue(Self.fieldLimit)]],
          limit: max(headers.count, 1)
        )
      )
      var bodies: [String: AuditBody] = [:]
      for body in documents.compactMap(AuditDocuments.body) { bodies[body.eventID] = body }
      return bodies
    } catch {
      guard case .unauthorized = error else { throw error }
      return [:]
    }
  }

  private var headers: MongoNamespace { MongoNamespace(console, AuditDocuments.headers) }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }
}
