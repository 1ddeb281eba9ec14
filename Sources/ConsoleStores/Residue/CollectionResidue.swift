import ConsoleDomain
import ConsoleMongo
import ConsoleText
import Synchronization

/// Searches one collection for a subject's values, newest documents first, within a budget.
struct CollectionResidue: Sendable {
  /// Most documents that are read of one collection.
  static let documentLimit = 200_000
  private static let batch = 200

  let client: MongoClient
  let namespace: MongoNamespace
  /// As reports name it.
  let name: String
  let needles: NeedleSet
  let end: SearchEnd

  /// What batches add to on the lane's thread, and what remains of a walk that ends early.
  private final class Progress: Sendable {
    struct State {
      var searched = 0
      var places: [ResidueReport.Place] = []
      var stopReason: String?
    }

    let state = Mutex(State())
  }

  /// What was found; a collection that can't be read says so and hides no other.
  func search() async -> (area: ResidueReport.Area, places: [ResidueReport.Place]) {
    var area = ResidueReport.Area(name: name)
    if let reason = end.reason {
      area.incomplete = reason
      return (area, [])
    }
    let progress = Progress()
    let request = FindRequest(
      namespace,
      sort: ["_id": -1],
      limit: Self.documentLimit,
      batchSize: Self.batch
    )
    do throws(MongoFailure) {
      area.estimatedTotal = try await client.estimatedCount(of: namespace, deadline: .seconds(4))
      try await client.forEachBatch(request, deadline: end.left + .seconds(2)) { documents in
        add(documents, to: progress)
      }
    } catch {
      area.incomplete = "it could not be read to its end"
    }
    let state = progress.state.withLock { $0 }
    area.searched = state.searched
    area.incomplete = state.stopReason ?? area.incomplete
    if state.searched >= Self.documentLimit {
      area.incomplete = "only the newest \(Self.documentLimit) documents were searched"
    }
    return (area, state.places)
  }

  private func add(_ documents: [MongoDocument], to progress: Progress) -> MongoIteration {
    // Most documents hold nothing: their bytes are searched before anything of them is decoded.
    let places = documents.filter { needles.matches($0.bytes) }.flatMap(places)
    let reason = end.reason
    progress.state.withLock { state in
      state.searched += documents.count
      state.places += places
      state.stopReason = reason ?? state.stopReason
    }
    return reason == nil ? .proceed : .stop
  }

  private func places(in document: MongoDocument) -> [ResidueReport.Place] {
    let text = document["_id"]?.idText ?? ""
    let id = needles.matches(Array(text.utf8)) ? "•••" : SafeText.of(String(text.utf8Prefix(64)))
    return ResiduePaths(needles: needles, in: document).paths.sorted().map {
      ResidueReport.Place(area: name, id: id, path: $0)
    }
  }
}
