package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
import ConsoleSystem

/// Writes held material from the backend's database to a folder, page by page.
///
/// Memory holds one page; a document that two holds cover is written once.
package struct MongoHoldPackageWriter: HoldPackageWriter {
  private static let page = 500
  private static let eventPage = 1_000

  private let client: MongoClient
  private let database: String
  private let console: String
  private let profile: Profile
  private let tool: String
  private let now: @Sendable () -> Instant

  /// Makes a writer; `client` should be that of scans, `tool` is name and version of the program.
  package init(
    client: MongoClient,
    database: String,
    consoleDatabase: String,
    profile: Profile,
    tool: String,
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.database = database
    console = consoleDatabase
    self.profile = profile
    self.tool = tool
    self.now = now
  }

  /// Every page is read afresh: what is deleted meanwhile is not in it.
  package func write(
    _ order: HoldPackageOrder,
    permit: borrowing MutationPermit
  ) async throws(HoldPackageFailure) -> HoldPackageReceipt {
    let run = Run(writer: self, order: order)
    let package: ExportPackage
    do {
      package = try ExportPackage(path: order.folder)
    } catch {
      throw HoldPackageFailure("\(error)")
    }
    do {
      return try await run.fill(package)
    } catch let failure as HoldPackageFailure {
      package.discard()
      throw failure
    } catch let failure as SystemFailure {
      package.discard()
      throw HoldPackageFailure("\(failure)")
    } catch let failure as MongoFailure {
      package.discard()
      let problem = StoreProblem(failure, at: StoreEndpoint(client), deadline: .writeBatch)
      throw HoldPackageFailure(ProblemText(problem).line)
    } catch {
      package.discard()
      throw HoldPackageFailure("it could not be written")
    }
  }

  /// One export from its first page to its manifest.
  private struct Run {
    let writer: MongoHoldPackageWriter
    let order: HoldPackageOrder

    private var client: MongoClient { writer.client }
    private var holdIDs: [MongoValue] { order.holds.map { .string($0.id) } }

    func fill(_ package: ExportPackage) async throws -> HoldPackageReceipt {
      var sink = try HoldPackageSink(package)
      try sink.add(HoldExportManifest.readme(of: order.occasion), as: "README.txt")
      try await addHolds(&sink)
      for entity in writer.profile.entities { try await add(entity, &sink) }
      try await addEvidence(&sink)
      let names = try await client.collectionNames(in: writer.database, deadline: .writeBatch)
      let files = try sink.finish()
      let manifest = HoldExportManifest(
        tool: writer.tool,
        exportedAt: writer.now(),
        servers: order.servers,
        environment: order.environment,
        occasion: order.occasion,
        counts: sink.counts,
        withheld: sink.withheld,
        unmapped: UnmappedCollections(writer.profile).among(names),
        files: files
      )
      let file = try package.file(HoldExportManifest.manifestName)
      try file.write(manifest.json + "\n")
      let hash = try file.finish()
      try package.commit()
      return HoldPackageReceipt(manifest: manifest, manifestHash: hash)
    }

    private func addHolds(_ sink: inout HoldPackageSink) async throws {
      try sink.begin("holds.ndjson")
      let holds = try await client.find(
        FindRequest(
          MongoNamespace(writer.console, HoldDocuments.register),
          filter: ["_id": ["$in": .array(holdIDs)]],
          sort: ["_id": 1],
          limit: order.holds.count,
          readConcern: .majority
        ),
        deadline: .writeBatch
      )
      guard holds.count == order.holds.count else {
        throw HoldPackageFailure("A hold is not in the register any more.")
      }
      for hold in holds {
        try sink.add(hold, at: HoldDocuments.register, hiding: .named)
      }
    }

    private func addEvidence(_ sink: inout HoldPackageSink) async throws {
      try sink.begin("evidence.ndjson")
      try await pages(
        of: MongoNamespace(writer.console, MongoEvidenceStore.collection),
        where: ["holdIds": ["$in": .array(holdIDs)]],
        limit: MongoHoldPackageWriter.page
      ) { copies in
        for copy in copies {
          try sink.add(copy, at: MongoEvidenceStore.collection, hiding: .named)
        }
        sink.countEvidence(copies.count)
      }
    }

    private func add(_ entity: EntityProfile, _ sink: inout HoldPackageSink) async throws {
      let filters = order.holds.flatMap(\.scope.selections)
        .filter { $0.type == entity.type }.compactMap { $0.filter(in: entity) }
      guard !filters.isEmpty else { return }
      try sink.begin(HoldExportManifest.collectionFile(entity.collection))
      let secrets = SecretMembers(entity)
      sink.count(documents: 0, unheld: 0, at: entity.collection)
      try await pages(
        of: MongoNamespace(writer.database, entity.collection),
        where: ["$or": .array(filters.map(MongoValue.document))],
        limit: MongoHoldPackageWriter.page
      ) { documents in
        for document in documents {
          try sink.add(document, at: entity.collection, hiding: secrets)
        }
        sink.count(
          documents: documents.count,
          unheld: documents.count { !isHeld($0, entity) },
          at: entity.collection
        )
        try await addEvents(about: documents, of: entity, &sink)
        order.progress(sink.counts.documents.reduce(0) { $0 + $1.count })
      }
    }

    private func addEvents(
      about documents: [MongoDocument],
      of entity: EntityProfile,
      _ sink: inout HoldPackageSink
    ) async throws {
      guard !entity.labels.isEmpty else { return }
      let ids = documents.compactMap { $0["_id"]?.idText }.map(MongoValue.string)
      let labels = MongoValue.array(entity.labels.map(MongoValue.string))
      let events = writer.profile.collections.events
      try await pages(
        of: MongoNamespace(writer.database, events),
        where: [
          "entityId": ["$in": .array(ids)],
          "$or": [["entity": ["$in": labels]], ["entityType": ["$in": labels]]],
        ],
        limit: MongoHoldPackageWriter.eventPage
      ) { found in
        for event in found { try sink.add(event: event, at: events) }
      }
    }

    private func pages(
      of namespace: MongoNamespace,
      where filter: MongoDocument,
      limit: Int,
      _ body: ([MongoDocument]) async throws -> Void
    ) async throws {
      let request = FindRequest(
        namespace,
        filter: filter,
        limit: limit,
        readConcern: .majority
      )
      var last: MongoValue?
      while true {
        if order.isStopped() { throw HoldPackageFailure("Stopped; nothing was left behind.") }
        let documents = try await client.find(request.page(after: last), deadline: .writeBatch)
        if !documents.isEmpty { try await body(documents) }
        guard documents.count == limit, let id = documents.last?["_id"] else { return }
        last = id
      }
    }

    private func isHeld(_ document: MongoDocument, _ entity: EntityProfile) -> Bool {
      let ids = document[EntityMapper.holdIDs]?.array ?? []
      guard let flag = entity.flags.legalHold else { return false }
      return document[flag]?.bool == true && holdIDs.contains { ids.contains($0) }
    }
  }
}
