import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// How far a growing event log has been read, and which of the latest events were taken already.
///
/// Ids are made by many machines, whose clocks differ, so that each look reads the last seconds again.
struct EventMark {
  private static let overlap: Duration = .seconds(10)

  /// Up to when everything was read.
  private var from: Instant
  /// The last event of a page that was full; nil: the log was read to its end.
  private var cursor: MongoObjectID?
  /// Events of the overlap.
  private var taken: Set<MongoObjectID> = []

  init(from: Instant) {
    self.from = from
  }

  /// What the ids of the next page must be.
  var condition: MongoDocument {
    if let cursor { return ["$gt": .objectID(cursor)] }
    return ["$gte": MongoObjectID.first(at: start)]
  }

  private var start: Instant { from.advanced(by: .zero - Self.overlap) }

  /// Takes a page; answers what is new in it, and the time that is known now where the log's end was reached.
  mutating func take(
    _ page: [MongoDocument],
    isLast: Bool,
    now: Instant
  ) -> (refusals: [Refusal], recorded: Range<Instant>?) {
    var refusals: [Refusal] = []
    for document in page {
      guard case .objectID(let id) = document["_id"] else { continue }
      cursor = id
      guard taken.insert(id).inserted else { continue }
      refusals.append(Self.refusal(document, id))
    }
    guard isLast else { return (refusals, nil) }
    cursor = nil
    defer { if from < now { from = now } }
    let kept = (start.milliseconds / 1000)...
    taken = taken.filter { kept.contains($0.seconds) }
    return (refusals, from < now ? from..<now : nil)
  }

  private static func refusal(_ document: MongoDocument, _ id: MongoObjectID) -> Refusal {
    let made = Instant(milliseconds: id.seconds * 1000)
    return Refusal(
      at: document["createdAt"]?.date.map(Instant.init(milliseconds:)) ?? made,
      address: text(document, ["metadata.ip", "payload.ip"]).flatMap { NetworkAddress($0) },
      route: text(document, ["metadata.route", "metadata.path", "metadata.endpoint", "eventType"])
        .map { SafeText.of($0) },
      limiter: text(document, ["metadata.limiter", "metadata.policy"]).map { SafeText.of($0) }
    )
  }

  private static func text(_ document: MongoDocument, _ paths: [String]) -> String? {
    paths.lazy.compactMap { document[$0]?.string }.first { !$0.isEmpty }
  }
}
