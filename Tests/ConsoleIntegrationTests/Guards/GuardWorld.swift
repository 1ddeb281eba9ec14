import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Synchronization
import Testing

/// A few documents that several consoles and the backend change at the same time.
struct GuardWorld {
  private static let collections = ["users", "contacts", "eventlogs"]
  private static let deadline: Duration = .seconds(60)

  let consoles: [HoldFixture]
  let seed: UInt64
  private let keys: [EntityKey]
  private let holds = PlacedHolds()

  /// Holds that are wholly placed, for anyone to end.
  private final class PlacedHolds: Sendable {
    private let ids = Mutex<[String]>([])

    func add(_ id: String) { ids.withLock { $0.append(id) } }

    func take(_ random: inout SeededRandom) -> String? {
      let number = random.next()
      return ids.withLock { ids in
        ids.isEmpty ? nil : ids.remove(at: Int(number % UInt64(ids.count)))
      }
    }
  }

  static func make(seed: UInt64, consoles count: Int = 3) async throws -> GuardWorld {
    let scope = try await SharedServers.scope()
    var consoles: [HoldFixture] = []
    for _ in 0..<count {
      let write = try WriteFixture(
        redisURL: scope.redisURL,
        mongoURI: scope.mongoURI,
        database: scope.database,
        consoleDatabase: scope.consoleDatabase
      )
      let gate = write.stores.gate(
        policy: GatePolicy(environment: "test", stripsTakeTwo: false),
        actor: .known(WriteFixture.identity),
        journal: write.journal,
        clock: WriteFixture.clock
      )
      consoles.append(HoldFixture(write: write, gate: gate))
    }
    let first = try #require(consoles.first)
    try await first.write.stores.initialiser.initialise()
    // Ids of their own: the server keeps the earlier states of all databases in one place.
    let users = (0..<2).map { "64f0c0ffee64f0c0ffe\(seed)000\($0)" }
    let contacts = (0..<2).map { "guard-\(seed)-contact-\($0)" }
    let world = GuardWorld(
      consoles: consoles,
      seed: seed,
      keys: users.map { EntityKey(type: "user", id: .objectID($0)) }
        + contacts.map { EntityKey(type: "contact", id: .string($0)) }
    )
    try await world.fill(first)
    return world
  }

  private func fill(_ console: HoldFixture) async throws {
    for collection in Self.collections {
      for command: MongoDocument in [
        ["create": .string(collection)],
        ["collMod": .string(collection), "changeStreamPreAndPostImages": ["enabled": true]],
      ] {
        _ = try await console.write.mongo.command(
          command,
          on: console.write.database,
          deadline: Self.deadline
        )
      }
    }
    for (index, key) in keys.enumerated() {
      let id = try #require(key.id.storedValue)
      let collection = key.type == "user" ? "users" : "contacts"
      let email = MongoValue.string("person\(index)@example.org")
      try await console.insert(
        collection,
        [["_id": id, "orgId": .string(HoldFixture.organizationID), "email": email]]
      )
      try await console.insert(
        "eventlogs",
        [
          [
            "_id": .string("guard-\(seed)-event-\(index)"),
            "entity": key.type == "user" ? "User" : "Contact", "entityId": .string(key.id.text),
            "metadata": ["email": email], "legalHold": false,
          ]
        ]
      )
    }
  }

  /// All consoles and the backend at once, each by a sequence of its own that the seed decides.
  func run(steps: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, console) in consoles.enumerated() {
        group.addTask {
          var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(index))
          for _ in 0..<steps { try await step(console, &random) }
        }
      }
      let backend = try #require(consoles.first).write.mongo
      let writer = Task {
        var random = SeededRandom(seed: seed &* 1_000 &+ 999)
        while !Task.isCancelled { try await backendStep(backend, &random) }
      }
      defer { writer.cancel() }
      try await group.waitForAll()
    }
  }

  private func step(_ console: HoldFixture, _ random: inout SeededRandom) async throws {
    let count = Int.random(in: 1...keys.count, using: &random)
    let some = Array(keys.shuffled(using: &random).prefix(count))
    let request: ActionRequest
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1, 2: request = .strip(some)
    case 3: request = .archive(some, isArchiving: true)
    case 4: request = .archive(some, isArchiving: false)
    case 5: request = .placeHold(console.draft([.entity(some[0])]))
    case 6: request = .placeHold(console.draft([.subject(some[0])]))
    default:
      guard let id = holds.take(&random) else { return }
      try await console.endGrace(of: id)
      request = .endHold(id: id)
    }
    do {
      let receipt = try await console.run(request)
      if case .placeHold = request { holds.add(receipt.holdID) }
    } catch is GateRefusal {
      // Nothing left to do, or held: a refusal changes nothing, which is what the history shows.
    }
  }

  /// The backend knows nothing of our ids: it sets its flag, lifts its own, and writes new values.
  private func backendStep(_ mongo: MongoClient, _ random: inout SeededRandom) async throws {
    guard let key = keys.randomElement(using: &random), let id = key.id.storedValue else { return }
    let collection = key.type == "user" ? "users" : "contacts"
    var filter: MongoDocument = ["_id": id]
    let members: MongoDocument
    switch Int.random(in: 0..<3, using: &random) {
    case 0: members = ["legalHold": true]
    case 1:
      filter = ["_id": id, "legalHoldIds": ["$not": ["$elemMatch": ["$ne": "external"]]]]
      members = ["legalHold": false, "legalHoldIds": []]
    default: members = ["email": .string("person\(Int.random(in: 0..<1_000))@example.org")]
    }
    _ = try await mongo.updateOne(
      UpdateRequest(
        MongoNamespace(try #require(consoles.first).write.database, collection),
        filter: filter,
        update: .operators([
          "$set": .document(members), "$inc": [DocumentHistory.backendMark: 1],
        ])
      ),
      deadline: Self.deadline
    )
  }

  /// Strips whatever is not held; nobody else is at work any more.
  func stripAll() async throws {
    for key in keys {
      do {
        try await consoles[0].run(.strip([key]))
      } catch is GateRefusal {
        // Held: it stays as it is.
      }
    }
  }

  /// The documents as they are now.
  func documents() async throws -> [MongoDocument] {
    try await consoles[0].write.documents("users") + consoles[0].write.documents("contacts")
  }

  /// The states that the server kept before each write, and the present ones.
  func history() async throws -> DocumentHistory {
    let console = try #require(consoles.first)
    var ids = keys.compactMap(\.id.storedValue)
    ids += keys.indices.map { .string("guard-\(seed)-event-\($0)") }
    let kept = try await console.write.mongo.find(
      FindRequest(
        MongoNamespace("config", "system.preimages"),
        filter: ["preImage._id": ["$in": .array(ids)]],
        sort: ["_id.ts": 1, "_id.applyOpsIndex": 1],
        limit: 100_000
      ),
      deadline: Self.deadline
    )
    var states: [MongoValue: [MongoDocument]] = [:]
    for image in kept.compactMap({ $0["preImage"]?.document }) {
      states[try #require(image["_id"]), default: []].append(image)
    }
    for collection in Self.collections {
      for document in try await console.write.documents(collection) {
        let id = try #require(document["_id"])
        if ids.contains(id) { states[id, default: []].append(document) }
      }
    }
    return DocumentHistory(states: Array(states.values))
  }
}

extension HoldFixture {
  /// Makes the hold's grace period be over, whoever asked for it.
  func endGrace(of id: String) async throws {
    try await set(
      "legal_holds",
      of: write.consoleDatabase,
      where: ["_id": .string(id)],
      [
        "status": "releasing", "releaseReason": "over", "releasedBy": "a", "releaseApprovedBy": "b",
        "releaseEffectiveAt": .date(Self.now() - 10_000),
      ]
    )
  }
}

extension DocumentID {
  /// As the test's documents are stored.
  fileprivate var storedValue: MongoValue? {
    switch self {
    case .objectID(let hex): MongoObjectID(hex).map(MongoValue.objectID)
    case .string(let text): .string(text)
    case .int(let number): .int64(number)
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same sequence from the same seed.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
