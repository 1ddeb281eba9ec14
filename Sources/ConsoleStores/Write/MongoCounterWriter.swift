import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Writes counters that are documents: `deleteOne` with the count pinned as it was read, and the update of
/// `limiter.block`.
struct MongoCounterWriter: Sendable {
  private static let deadline: Duration = .seconds(4)
  /// Times that a pinned count may lose against a busy client.
  private static let pinnedTries = 5
  /// Documents with one key: a limiter with attributes has several.
  private static let copies = 100

  let client: MongoClient
  /// The backend's database, for limiters that name none.
  let database: String

  func reset(
    _ id: CounterID,
    of limiter: Profile.Limiter
  ) async throws(StoreProblem) -> CounterOutcome {
    guard let layout = CounterDocument(limiter, database: database) else {
      return CounterOutcome(.skipped(reason: "its limiter names no collection"))
    }
    var before: CounterReading?
    var hasDeleted = false
    for tries in 0...Self.pinnedTries {
      let documents = try await find(id, layout)
      guard !documents.isEmpty else {
        return CounterOutcome(hasDeleted ? .done : .alreadyGone, before: before)
      }
      let readings = documents.map(layout.reading)
      guard readings.allSatisfy({ $0.value != .unreadable }) else {
        return CounterOutcome(.skipped(reason: "the document holds no counter"), before: before)
      }
      // Of documents with one key that of the most hits is reported.
      before = readings.max { Self.hits($0) < Self.hits($1) }
      var isAll = true
      for document in documents {
        let isDeleted = try await delete(document, layout, pins: tries < Self.pinnedTries)
        hasDeleted = hasDeleted || isDeleted
        isAll = isAll && isDeleted
      }
      if isAll { return CounterOutcome(.done, before: before) }
    }
    return CounterOutcome(.skipped(reason: "it changed each time it was read"), before: before)
  }

  func block(
    _ block: LimitBlock,
    of limiter: Profile.Limiter,
    points: Int
  ) async throws(StoreProblem) -> CounterOutcome {
    guard let layout = CounterDocument(limiter, database: database) else {
      return CounterOutcome(.skipped(reason: "its limiter names no collection"))
    }
    let documents = try await find(block.id, layout)
    let before = documents.first.map(layout.reading)
    if let extra = documents.lazy.compactMap(layout.attribute).first {
      return CounterOutcome(
        .skipped(
          reason: "its documents have attributes such as \(extra): which to block is not known"
        ),
        before: before
      )
    }
    let end: MongoValue =
      block.duration.map {
        ["$add": .array(["$$NOW", .int64($0.components.seconds * 1000)])]
      } ?? .null
    let request = UpdateRequest(
      layout.namespace,
      filter: [layout.key: .string(layout.name(of: block.id))],
      update: .pipeline([["$set": .document(layout.block(points: points + 1, end: end))]]),
      upserts: true
    )
    do throws(MongoFailure) {
      _ = try await client.updateOne(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
    return CounterOutcome(.done, before: before)
  }

  private func find(
    _ id: CounterID,
    _ layout: CounterDocument
  ) async throws(StoreProblem) -> [MongoDocument] {
    let request = FindRequest(
      layout.namespace,
      filter: [layout.key: .string(layout.name(of: id))],
      limit: Self.copies
    )
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }

  private func delete(
    _ document: MongoDocument,
    _ layout: CounterDocument,
    pins: Bool
  ) async throws(StoreProblem) -> Bool {
    var filter = layout.identity(of: document)
    if pins { filter = layout.pinned(filter, to: document) }
    do throws(MongoFailure) {
      let result = try await client.deleteOne(
        from: layout.namespace,
        filter: filter,
        deadline: Self.deadline
      )
      return result.deleted > 0
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }

  private static func hits(_ reading: CounterReading) -> Int64 {
    if case .count(let count) = reading.value { count } else { .min }
  }
}
