import ConsoleDomain
import ConsoleMongo

/// Reads the backend's event log by `_id`, which grows with time and is the only order it can be
/// paged in: there is no index on `createdAt` alone, and a page costs the same wherever it lies.
struct BackendLog: Sendable {
  static let deadline: Duration = .seconds(4)
  /// Events read at once where every one is held against the query here.
  private static let page = 500
  /// What such an event counts for in the budget: it travels, and is decoded.
  private static let pageCost = 10
  /// Events the server looks through in one step of a search.
  static let step = 20_000
  /// Events looked at for one page of a query; the person then decides whether to go on.
  static let budget = 200_000
  /// The most events of one indexed value that are sorted for a page.
  static let indexLimit = 2_000
  /// How far the `_id` and the `createdAt` of an event may lie apart.
  private static let tolerance: Duration = .seconds(300)

  let client: MongoClient
  let events: MongoNamespace
  let endpoint: StoreEndpoint

  /// The lowest key above every event.
  func end() async throws(StoreProblem) -> EventKey {
    let newest = try await find(
      FindRequest(
        events,
        filter: bounds(.lowest, .highest),
        projection: ["_id": 1],
        sort: ["_id": -1],
        limit: 1
      )
    )
    return newest.first.flatMap(key)?.next ?? .lowest
  }

  /// The events on one side of a mark that match, and the mark that the search came to.
  func run(
    _ request: AuditEventRequest,
    from mark: EventKey
  ) async throws(StoreProblem) -> (run: LogRun, reached: EventKey) {
    var search = BackendSearch(request, from: mark, tolerance: Self.tolerance)
    let filter = BackendEventFilter(request.query)
    if let indexed = filter.indexed, try await isRare(indexed) {
      search.hint = [indexed.field: 1]
    }
    while !search.isOver {
      let isPlain = filter.document.keys.isEmpty || search.hint != nil
      if isPlain {
        try await readPage(&search, filter.document)
      } else {
        try await readStep(&search, filter.document)
      }
    }
    return (search.run, search.mark)
  }

  /// One event as it is stored; nil when it is gone.
  func document(_ id: EventKey) async throws(StoreProblem) -> MongoDocument? {
    guard let id = MongoObjectID(id.hex) else { return nil }
    return try await find(FindRequest(events, filter: ["_id": .objectID(id)], limit: 1)).first
  }

  /// Whether so few events have the value that the index on it answers better than the log's order.
  private func isRare(
    _ indexed: (field: String, condition: MongoDocument)
  ) async throws(StoreProblem) -> Bool {
    do throws(MongoFailure) {
      let indexes = try await client.indexes(of: events, deadline: Self.deadline)
      guard IndexCatalog(indexes).hasSingle(indexed.field) else { return false }
      let reply = try await client.command(
        [
          "count": .string(events.collection), "query": .document(indexed.condition),
          "hint": [indexed.field: 1], "limit": MongoValue(Self.indexLimit + 1),
        ],
        on: events.database,
        readPreference: .primaryPreferred,
        deadline: Self.deadline
      )
      return reply["n"]?.int.map { $0 <= Self.indexLimit } ?? false
    } catch {
      // Who may not list indexes still reads events, and an index that is being built is listed already
      // but answers nothing yet (2, BadValue).
      if error.code == .unauthorized || error.serverCode == 2 { return false }
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Reads events in the log's order, or all of a rare value, and tests them here.
  private func readPage(
    _ search: inout BackendSearch,
    _ filter: MongoDocument
  ) async throws(StoreProblem) {
    let size = search.isUnfiltered ? min(Self.page, search.limit) : Self.page
    let range = bounds(search.low, search.high)
    let documents = try await find(
      FindRequest(
        events,
        filter: filter.keys.isEmpty
          ? range : ["$and": [.document(filter), .document(range)]],
        projection: BackendEventMapper.projection,
        sort: ["_id": search.isOlder ? -1 : 1],
        limit: size,
        hint: search.hint
      )
    )
    take(documents, into: &search)
    search.looked(at: documents.count * Self.pageCost, isEnd: documents.count < size)
  }

  /// Lets the server look through a bounded run of the log, and reads what it found.
  private func readStep(
    _ search: inout BackendSearch,
    _ filter: MongoDocument
  ) async throws(StoreProblem) {
    let wanted = search.missing
    let reply = try await aggregate(Self.step(search, filter, wanted: wanted)).first
    let ids = (reply?["hits"]?.array ?? []).compactMap { $0.document?["_id"] }
    let last = reply?["last"]?.array?.first?.document
    if !ids.isEmpty {
      take(
        try await find(
          FindRequest(
            events,
            filter: ["_id": ["$in": .array(ids)]],
            projection: BackendEventMapper.projection,
            sort: ["_id": search.isOlder ? -1 : 1],
            limit: ids.count
          )
        ),
        into: &search
      )
    }
    // With as many hits as were wanted there may be more before the end of the step.
    let count = last?["count"]?.int ?? 0
    if ids.count < wanted, let key = last?["_id"].flatMap(EventKey.init) { search.pass(key) }
    search.looked(at: count, isEnd: count < Self.step && ids.count < wanted)
  }

  /// Looks at no more than `step` documents: the limit stands before the filter.
  static func step(
    _ search: BackendSearch,
    _ filter: MongoDocument,
    wanted: Int
  ) -> [MongoDocument] {
    [
      ["$match": .document(bounds(search.low, search.high))],
      ["$sort": ["_id": search.isOlder ? -1 : 1]],
      ["$limit": MongoValue(step)],
      [
        "$facet": [
          "hits": [
            ["$match": .document(filter)], ["$limit": MongoValue(wanted)],
            ["$project": ["_id": 1]],
          ],
          "last": [
            [
              "$group": [
                "_id": .null, "key": [search.isOlder ? "$min" : "$max": "$_id"],
                "count": ["$sum": 1],
              ]
            ],
            ["$project": ["_id": "$key", "count": 1]],
          ],
        ]
      ],
    ]
  }

  private func take(_ documents: [MongoDocument], into search: inout BackendSearch) {
    var mapper = BackendEventMapper()
    for document in documents where !search.isFull {
      guard let key = key(document) else { continue }
      search.take(.backend(mapper.event(document)), key)
    }
  }

  private func bounds(_ low: EventKey, _ high: EventKey) -> MongoDocument {
    Self.bounds(low, high)
  }

  /// From a key on, up to and without another; only ObjectIds lie between two of them.
  private static func bounds(_ low: EventKey, _ high: EventKey) -> MongoDocument {
    ["_id": ["$gte": MongoValue(low), "$lt": MongoValue(high)]]
  }

  private func key(_ document: MongoDocument) -> EventKey? {
    document["_id"].flatMap(EventKey.init)
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  private func aggregate(_ pipeline: [MongoDocument]) async throws(StoreProblem) -> [MongoDocument]
  {
    do throws(MongoFailure) {
      return try await client.aggregate(
        AggregateRequest(events, pipeline, limit: 1),
        deadline: Self.deadline
      )
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }
}

extension EventKey {
  /// The key of an ObjectId; nil for any other value.
  init?(_ value: MongoValue) {
    guard let hex = value.objectID?.hex else { return nil }
    self.init(hex: hex)
  }
}

extension MongoValue {
  /// The ObjectId of a key.
  init(_ key: EventKey) {
    self = MongoObjectID(key.hex).map(MongoValue.objectID) ?? .null
  }
}
