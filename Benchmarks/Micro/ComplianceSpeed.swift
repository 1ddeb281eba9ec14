import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem

/// Holding and stripping documents, against the bare updates that change the same members.
///
/// Ours also keeps members and its place in the register, holds events, tells the backend, and reads
/// everything back.
struct ComplianceSpeed {
  let stores: BenchmarkStores
  let runs: Int
  let held: Int

  private static let stripped = 10_000
  /// 0.35 of the speed of the bare update.
  private static let holdTarget = 2.86
  /// Half of the speed of the bare updates.
  private static let stripTarget = 2.0
  private static let organization = "64f0c0ffee64f0c0ffee0bee"
  private static let patience: Duration = .seconds(600)

  func measureHolding() async throws -> Measurement {
    let writer = try ports().holds.writer
    let selection = HoldSelection(type: "contact", documents: .organization(Self.organization))
    var ours: [Double] = []
    var theirs: [Double] = []
    for run in 0..<runs {
      try await fill(held)
      var start = SystemClock.monotonic()
      _ = try await stores.mongo.updateMany(
        UpdateRequest(
          contacts,
          filter: ["orgId": .string(Self.organization)],
          update: .pipeline(Self.bareHold)
        ),
        deadline: Self.patience
      )
      theirs.append((SystemClock.monotonic() - start) / .seconds(1))
      try await fill(held)
      try await stores.permitted("hold.place") { permit, operation in
        var hold = LegalHold(
          id: "H-bench-\(run)",
          matter: LegalHold.Matter(id: "bench", title: "A benchmark"),
          state: .placing,
          scope: HoldScope([selection]),
          reason: "a benchmark of writes",
          ticket: "none yet"
        )
        start = SystemClock.monotonic()
        try await writer.store(hold, replacing: nil, permit: permit)
        var after: DocumentID?
        var isLast = false
        while !isLast {
          let batch = try await writer.place(
            HoldBatchRequest(
              hold: hold,
              operation: operation,
              selection: selection,
              after: after,
              limit: HoldBatchRequest.stretch,
              suspended: [],
              now: BenchmarkStores.clock.now()
            ),
            permit: permit
          )
          after = batch.last ?? after
          isLast = batch.isLast
          hold.version += 1
          try await writer.store(hold, replacing: hold.version - 1, permit: permit)
        }
        ours.append((SystemClock.monotonic() - start) / .seconds(1))
      }
    }
    return Measurement(
      name: "hold \(held) documents",
      ours: ours,
      baseline: theirs,
      target: Self.holdTarget
    )
  }

  func measureStripping() async throws -> Measurement {
    let writer = try ports().strips.writer
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      try await fill(Self.stripped)
      var start = SystemClock.monotonic()
      try await stripBare()
      theirs.append((SystemClock.monotonic() - start) / .seconds(1))
      try await fill(Self.stripped)
      try await stores.permitted("entity.strip") { permit, operation in
        start = SystemClock.monotonic()
        let result = await writer.strip(
          (0..<Self.stripped).map { DocumentID.string("bench-\($0)") },
          of: "contact",
          at: .main,
          operation: operation,
          permit: permit
        )
        ours.append((SystemClock.monotonic() - start) / .seconds(1))
        guard result.changed == Self.stripped else {
          throw BenchmarkFailure(description: "\(result.changed) documents were stripped")
        }
      }
    }
    return Measurement(
      name: "strip \(Self.stripped) documents",
      ours: ours,
      baseline: theirs,
      target: Self.stripTarget
    )
  }

  private var contacts: MongoNamespace { MongoNamespace(stores.database, "contacts") }

  private func ports() throws -> (holds: HoldPorts, strips: StripPorts) {
    guard let holds = stores.stores.ports.holds, let strips = stores.stores.ports.strips else {
      throw BenchmarkFailure(description: "the profile names no entities")
    }
    return (holds, strips)
  }

  /// Makes the documents afresh, as they are before any hold or strip: what earlier runs wrote about them
  /// is gone, for a hold would hold those events, too.
  private func fill(_ count: Int) async throws {
    let ours: MongoDocument = ["orgId": .string(Self.organization)]
    try await delete(ours, from: "contacts", of: stores.database)
    try await delete(ours, from: "eventlogs", of: stores.database)
    try await delete(["coll": "contacts"], from: "hold_members", of: stores.consoleDatabase)
    for start in stride(from: 0, to: count, by: 5_000) {
      let documents = (start..<min(start + 5_000, count)).map(Self.document)
      _ = try await stores.mongo.insertMany(documents, into: contacts, deadline: Self.patience)
    }
  }

  private func delete(
    _ filter: MongoDocument,
    from collection: String,
    of database: String
  ) async throws {
    _ = try await stores.mongo.command(
      [
        "delete": .string(collection),
        "deletes": [["q": .document(filter), "limit": 0]],
      ],
      on: database,
      deadline: Self.patience
    )
  }

  private static func document(_ number: Int) -> MongoDocument {
    [
      "_id": .string("bench-\(number)"), "orgId": .string(organization),
      "name": .string("Bench Contact \(number)"), "firstName": "Bench",
      "lastName": .string("Contact \(number)"), "email": .string("c\(number)@bench.example"),
      "phone": "+15550100", "notes": "Prefers to be called after four.", "archivedAt": .null,
      "piiStripped": false, "legalHold": false, "updatedAt": .date(1_795_000_000_000),
    ]
  }

  private static let bareHold: [MongoDocument] = [
    [
      "$set": [
        "legalHoldIds": ["$setUnion": [["$ifNull": ["$legalHoldIds", []]], ["H-bare"]]]
      ]
    ],
    ["$set": ["legalHold": true]],
  ]

  private func stripBare() async throws {
    for start in stride(from: 0, to: Self.stripped, by: 500) {
      let statements = (start..<min(start + 500, Self.stripped)).map { number -> MongoValue in
        [
          "q": ["_id": .string("bench-\(number)")],
          "u": [
            "$set": [
              "name": .string("Redacted Contact bench-\(number)"), "firstName": .null,
              "lastName": .null, "email": .null, "phone": .null, "notes": .null,
              "piiStripped": true, "updatedAt": .date(1_796_000_000_000),
            ]
          ],
          "multi": false,
        ]
      }
      _ = try await stores.mongo.command(
        [
          "update": "contacts", "updates": .array(statements), "ordered": false,
          "writeConcern": ["w": "majority"],
        ],
        on: stores.database,
        deadline: Self.patience
      )
    }
  }
}
