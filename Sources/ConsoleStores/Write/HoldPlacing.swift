import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Holds a stretch of documents page by page, with the steps of neighbouring pages side by side.
///
/// Of one page the flags come before the backend's events that tell of them, and all of it before the
/// stretch is said to be done: a stretch that a crash or a failure cut short is repeated as a whole, and
/// each step may be.
struct HoldPlacing: Sendable {
  /// Pages under way at once; more would wait for each other's connections.
  private static let width = 2

  let pages: HoldPages
  let flag: String
  let members: HoldMembers
  let events: HoldEvents
  let notices: HoldNotices

  private typealias Outcome = Result<Change, MongoFailure>

  private var batch: HoldBatchRequest { pages.batch }
  private var entity: EntityProfile { pages.entity }

  /// What was changed.
  private struct Change {
    var documents = 0
    var events = 0

    static func += (sum: inout Change, part: Change) {
      sum.documents += part.documents
      sum.events += part.events
    }
  }

  func run(isOfUsers: Bool) async throws(MongoFailure) -> HoldBatch {
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      do throws(MongoFailure) {
        return Result<HoldBatch, MongoFailure>.success(try await run(in: &group, isOfUsers))
      } catch {
        group.cancelAll()
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private func run(
    in group: inout TaskGroup<Outcome>,
    _ isOfUsers: Bool
  ) async throws(MongoFailure) -> HoldBatch {
    var result = HoldBatch.nothing
    result.isLast = false
    var changed = Change()
    var underWay = 0
    while !result.isLast, result.matched < batch.limit {
      let limit = min(HoldPages.size, batch.limit - result.matched)
      let page = try await pages.page(after: result.last ?? batch.after, limit: limit)
      result.isLast = page.count < limit
      guard let last = page.last.flatMap({ DocumentID($0.id) }) else { break }
      result.last = last
      result.matched += page.count
      if isOfUsers { result.users += page.compactMap(\.name) }
      if underWay == Self.width, let done = await group.next() {
        changed += try done.get()
        underWay -= 1
      }
      group.addTask { await outcome { () throws(MongoFailure) in try await hold(page) } }
      underWay += 1
    }
    while let done = await group.next() { changed += try done.get() }
    result.changed = changed.documents
    result.events = changed.events
    return result
  }

  private func hold(_ page: [HeldDocument]) async throws(MongoFailure) -> Change {
    async let added = outcome { () throws(MongoFailure) in
      try await members.add(page, of: entity, to: batch)
      return Change()
    }
    async let touched = outcome { () throws(MongoFailure) in
      Change(events: try await events.place(batch, on: page, of: entity))
    }
    async let held = outcome { () throws(MongoFailure) in
      let changed = try await flags(page)
      try await notices.placed(on: page)
      return Change(documents: changed)
    }
    var change = Change()
    for part in await [added, touched, held] { change += try part.get() }
    return change
  }

  private func flags(_ page: [HeldDocument]) async throws(MongoFailure) -> Int {
    let placed = pages.placed
    let result = try await placed.client.updateMany(
      UpdateRequest(
        placed.namespace(entity.collection),
        filter: HoldPipeline.lacking(batch.hold.id, flag: flag)
          .and(["_id": ["$in": .array(page.map(\.id))]]),
        update: HoldPipeline.place(batch.hold.id, flag: flag, suspending: batch.suspended)
      ),
      deadline: .writeBatch
    )
    return result.modified
  }

  /// A part of a page as a value: what runs side by side can't throw its own type.
  private func outcome(
    _ body: @Sendable () async throws(MongoFailure) -> Change
  ) async -> Outcome {
    do throws(MongoFailure) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }
}
