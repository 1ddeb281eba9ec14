import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem

/// Holds: placed, resumed, released, let go, taken back and exported.
extension KilledAction {
  static let ofHolds = [place, resume, release, end, withdraw, export]

  private static let place = KilledAction(name: "hold place") { kill in
    let subject = try await kill.subject(hasTraces: true)
    let matter = "M-\(subject.id.hex)"
    return Attempt(
      arguments: KillBench.placing(subject, matter),
      types: ["hold.place"],
      check: { _ in
        // Whatever a crash left is finished by who finds it, or was never begun.
        if let id = try await kill.hold(of: matter)?["_id"]?.string {
          _ = try await kill.run(["hold", "resume", id] + agreed)
        } else {
          _ = try await kill.run(KillBench.placing(subject, matter))
        }
        return try await kill.fault(of: matter, subject, isHeld: true)
      }
    )
  }

  private static let resume = KilledAction(name: "hold resume of what is new") { kill in
    let subject = try await kill.subject()
    let matter = "M-\(subject.id.hex)"
    try await kill.prepare(KillBench.placing(subject, matter))
    try await kill.write([
      "insert": "contacts",
      "documents": [["_id": .string(subject.sid), "email": .string(subject.email)]],
    ])
    let id = try await kill.hold(of: matter)?["_id"]?.string ?? ""
    return Attempt(
      arguments: ["hold", "resume", id] + agreed,
      types: ["hold.resume"],
      check: { _ in
        _ = try await kill.run(["hold", "resume", id] + agreed)
        return try await kill.fault(of: matter, subject, isHeld: true)
      }
    )
  }

  private static let release = KilledAction(name: "hold release") { kill in
    let subject = try await kill.subject()
    let (id, arguments) = try await kill.approved("release", subject)
    return Attempt(
      arguments: arguments,
      types: ["hold.release"],
      check: { _ in
        let hold = try await kill.console("legal_holds", where: ["_id": .string(id)]).first
        let isReleasing = hold?["status"]?.string == "releasing"
        return isReleasing == (hold?["releaseEffectiveAt"]?.date != nil)
          ? nil : "half of a release: \(hold?["status"]?.string ?? "")"
      }
    )
  }

  private static let end = KilledAction(name: "a sweep that ends a hold") { kill in
    let subject = try await kill.subject()
    let matter = "M-\(subject.id.hex)"
    try await kill.prepare(KillBench.placing(subject, matter))
    let past = SystemClock.wallMilliseconds() - 60_000
    try await kill.write(
      [
        "update": "legal_holds",
        "updates": [
          [
            "q": ["matterId": .string(matter)],
            "u": [
              "$set": [
                "status": "releasing", "releaseReason": "over", "releasedBy": "a",
                "releaseApprovedBy": "b", "releaseEffectiveAt": .date(past),
              ]
            ],
          ]
        ],
      ],
      toConsole: true
    )
    try await kill.freeLease()
    return Attempt(
      arguments: ["sweep"],
      types: ["sweep.run", "hold.end"],
      check: { _ in
        try await kill.freeLease()
        _ = try await kill.run(["sweep"])
        return try await kill.fault(of: matter, subject, isHeld: false)
      }
    )
  }

  private static let withdraw = KilledAction(name: "hold withdraw") { kill in
    let subject = try await kill.subject()
    let (id, arguments) = try await kill.approved("withdraw", subject)
    return Attempt(
      arguments: arguments,
      types: ["hold.withdraw"],
      check: { _ in
        let hold = try await kill.console("legal_holds", where: ["_id": .string(id)]).first
        guard hold?["isWithdrawal"]?.bool == true else { return nil }
        try await kill.freeLease()
        _ = try await kill.run(["sweep"])
        let ended = try await kill.console("legal_holds", where: ["_id": .string(id)]).first
        guard ended?["status"]?.string == "withdrawn" else {
          return "it ended as \(ended?["status"]?.string ?? "nothing")"
        }
        return try await kill.fault(of: "M-\(subject.id.hex)", subject, isHeld: false)
      }
    )
  }

  private static let export = KilledAction(name: "hold export", writesFiles: true) { kill in
    let subject = try await kill.subject()
    let out = try Folder.temporary(prefix: "export", in: kill.bench.home.path).path + "/matter"
    let (_, arguments) = try await kill.approved("export", subject, more: ["--out", out])
    return Attempt(
      arguments: arguments,
      types: ["hold.export"],
      state: { "\(File(out).exists)" },
      check: { _ in
        guard File(out).exists else { return nil }
        let verified = try await kill.run(["hold", "verify-export", out])
        return verified.status == 0 ? nil : "half of a folder: \(verified.output)"
      }
    )
  }
}

extension KillBench {
  /// Holds everything of a subject.
  fileprivate static func placing(_ subject: KillSubject, _ matter: String) -> [String] {
    ["hold", "place", "--matter", matter, "--title", "Killed", "--subject", subject.key]
      + KilledAction.agreed
  }

  /// The hold of a matter; nil: none was registered.
  fileprivate func hold(of matter: String) async throws -> MongoDocument? {
    try await console("legal_holds", where: ["matterId": .string(matter)]).first
  }

  /// A change of a fresh hold that a second person has agreed to.
  fileprivate func approved(
    _ verb: String,
    _ subject: KillSubject,
    more: [String] = []
  ) async throws -> (id: String, arguments: [String]) {
    let matter = "M-\(subject.id.hex)"
    try await prepare(Self.placing(subject, matter))
    guard let id = try await hold(of: matter)?["_id"]?.string else { throw NotHeld() }
    let arguments =
      ["hold", verb, id, "--expect-count", "1"] + more + KilledAction.agreed
    let refused = try await prepare(arguments, status: 1)
    guard let hash = refused.errors.firstMatch(of: /approvals approve ([0-9a-f]{16})/)?.1 else {
      throw NotHeld()
    }
    try await prepare(
      ["approvals", "approve", String(hash), "--reason", "counsel agreed to it"],
      with: person("compliance-b")
    )
    return (id, arguments)
  }

  /// What is not as a hold, or its end, has to leave a subject: its documents, its events, and one event
  /// of the backend for each change of a flag.
  fileprivate func fault(
    of matter: String,
    _ subject: KillSubject,
    isHeld: Bool
  ) async throws -> String? {
    guard let hold = try await hold(of: matter), let id = hold["_id"]?.string else {
      return "there is no hold"
    }
    let demo = bench.backend.demo
    var documents = [try await user(subject)].compactMap(\.self)
    documents += try await bench.backend.documents(
      "contacts",
      of: demo.database,
      where: ["email": .string(subject.email)]
    )
    let events = try await bench.backend.documents(
      "eventlogs",
      of: demo.database,
      where: ["entityId": ["$in": .array(documents.compactMap { $0["_id"]?.textOfID })]]
    )
    for document in documents + events {
      let ids = document["legalHoldIds"]?.array ?? []
      guard (document["legalHold"]?.bool == true) == isHeld, ids.contains(.string(id)) == isHeld
      else { return "\(document["eventType"]?.string ?? "a document") is not as it should be" }
    }
    let told = events.filter { $0["metadata.holdId"]?.string == id }
    let wanted = isHeld ? documents.count : 2 * documents.count
    guard told.count == wanted else { return "\(told.count) events of the backend, not \(wanted)" }
    let state = hold["status"]?.string ?? ""
    let good = isHeld ? ["active"] : ["released", "withdrawn"]
    return good.contains(state) ? nil : "the hold is \(state)"
  }

  private struct NotHeld: Error {}
}

extension MongoValue {
  /// An id as events write it.
  fileprivate var textOfID: MongoValue {
    if case .objectID(let id) = self { .string(id.hex) } else { self }
  }
}
