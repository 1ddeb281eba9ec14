import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Reads which organisations have a database of their own, and where.
struct TenantDirectory: Sendable {
  /// An organisation and the way to its own database, which no text of ours may show.
  struct Entry: Sendable {
    let organizationID: String
    /// nil: the address can't be read, or names no database.
    let target: Target?

    struct Target: Hashable, Sendable {
      let address: MongoAddress
      let database: String
    }
  }

  let main: PlacedDatabase
  let collection: String
  let members: Profile.Tenants

  /// The organisations by id, and why there may be others.
  func read() async throws(StoreProblem) -> (entries: [Entry], incomplete: String?) {
    guard let dedicated = members.dedicated.filterName else { return ([], nil) }
    let query = try await BoundedQuery(
      client: main.client,
      namespace: main.namespace(collection)
    )
    let answer = try await query.find(
      MongoDocument(dictionaryLiteral: (dedicated, true)),
      by: dedicated,
      projection: projection
    )
    return (
      answer.documents.compactMap(entry).sorted { $0.organizationID < $1.organizationID },
      answer.incomplete
    )
  }

  private var projection: MongoDocument {
    let paths = [members.uri, members.database].compactMap(\.self).compactMap(\.filterName)
    return (try? MongoDocument(elements: paths.map { ($0, 1) })) ?? ["_id": 1]
  }

  /// nil for one without an address: then its documents are where everybody's are.
  private func entry(_ document: MongoDocument) -> Entry? {
    guard let id = document["_id"]?.idText, let uri = members.uri.texts(in: document).first else {
      return nil
    }
    return Entry(organizationID: SafeText.of(id), target: target(uri, document))
  }

  private func target(_ uri: String, _ document: MongoDocument) -> Entry.Target? {
    guard let address = try? MongoAddress(uri),
      let database = members.database?.texts(in: document).first ?? address.database
    else { return nil }
    return Entry.Target(address: address, database: database)
  }
}
