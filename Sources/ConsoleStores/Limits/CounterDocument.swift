import ConsoleDomain
import ConsoleMongo

/// How a library lays its counters out in documents (backend-data.md 5).
struct CounterDocument: Sendable {
  let namespace: MongoNamespace
  /// The member that names the client.
  let key: String
  /// What the key begins with, and the counter's name does not.
  let prefix: String
  private let count: String
  private let expiry: String

  /// nil: the limiter counts elsewhere.
  init?(_ limiter: Profile.Limiter, database: String) {
    guard let collection = limiter.collection else { return nil }
    switch limiter.format {
    case .flexibleMongo: (key, count, expiry) = ("key", "points", "expire")
    case .records: (key, count, expiry) = ("_id", "counter", "expirationDate")
    default: return nil
    }
    namespace = MongoNamespace(limiter.database ?? database, collection)
    prefix = limiter.prefix
  }

  /// The id comes by itself, and may not be asked for twice.
  var projection: MongoDocument {
    key == "_id" ? [count: 1, expiry: 1] : [key: 1, count: 1, expiry: 1]
  }

  /// Several limiters may share a collection; each has its own beginning of the key.
  var prefixFilter: MongoDocument {
    guard !prefix.isEmpty else { return [:] }
    // The texts with this beginning are those from it on and before its successor.
    var end = Array(prefix.unicodeScalars)
    guard let last = end.popLast(), let next = Unicode.Scalar(last.value + 1) else { return [:] }
    let successor = String(String.UnicodeScalarView(end + [next]))
    return [key: ["$gte": .string(prefix), "$lt": .string(successor)]]
  }

  /// nil: a document of another limiter, or without a key.
  func counter(_ document: MongoDocument, of place: Int) -> MongoCounterReader.Found? {
    guard let name = document[key]?.string, name.hasPrefix(prefix) else { return nil }
    return MongoCounterReader.Found(
      id: CounterID(limiter: place, rest: Array(name.dropFirst(prefix.count).utf8)),
      reading: reading(document)
    )
  }

  func reading(_ document: MongoDocument) -> CounterReading {
    let value: CounterReading.Value =
      document[count]?.int.map { .count(Int64($0)) } ?? .unreadable
    let left: CounterReading.TimeLeft =
      document[expiry]?.date.map { .ends(Instant(milliseconds: $0)) } ?? .never
    return CounterReading(value: value, left: left)
  }
}

extension CounterDocument {
  /// The value of `key` in the documents of a counter.
  func name(of id: CounterID) -> String { prefix + String(decoding: id.rest, as: UTF8.self) }

  /// A filter for this document and no other.
  func identity(of document: MongoDocument) -> MongoDocument {
    let id = document["_id"] ?? .null
    return key == "_id" ? [key: id] : ["_id": id, key: document[key] ?? .null]
  }

  /// The filter with the count as it was read, so that hits in between make it miss.
  func pinned(_ filter: MongoDocument, to document: MongoDocument) -> MongoDocument {
    guard let value = document[count] else { return filter }
    return (try? filter.appending([(count, value)])) ?? filter
  }

  /// A member beside those of the library: a limiter with attributes keeps a document for each value.
  func attribute(_ document: MongoDocument) -> String? {
    document.keys.first { !["_id", key, count, expiry].contains($0) }
  }

  /// What a block sets; `end` is computed by the server.
  func block(points: Int, end: MongoValue) -> MongoDocument {
    [count: .int64(Int64(points)), expiry: end]
  }
}
