import ConsoleDemo
import ConsoleMongo
import ConsoleSystem

/// What the console does to its own records.
extension KilledAction {
  static let ofRecords = [
    request, approve, deny, enrol, annotate, redact, checkpoint, fixIndexes, initialise,
  ]

  private static let request = KilledAction(name: "a request for approval") { kill in
    Attempt(
      arguments: try await kill.strip(of: try await kill.subject()),
      types: ["approval.request"]
    )
  }

  private static let approve = KilledAction(name: "approvals approve") { kill in
    let (_, hash) = try await kill.requestedStrip(of: try await kill.subject())
    return Attempt(
      arguments: ["approvals", "approve", hash, "--reason", "counsel agreed to it"],
      environment: try kill.person("compliance-b"),
      types: ["approval.approve"]
    )
  }

  private static let deny = KilledAction(name: "approvals deny") { kill in
    let (_, hash) = try await kill.requestedStrip(of: try await kill.subject())
    return Attempt(
      arguments: ["approvals", "deny", hash, "--reason", "counsel is against it"],
      environment: try kill.person("compliance-b"),
      types: ["approval.deny"]
    )
  }

  private static let enrol = KilledAction(name: "approvals enrol") { kill in
    let folder = try Folder.temporary(prefix: "key", in: kill.bench.home.path)
    let made = try await kill.prepare(
      ["audit", "keygen", "--out", "\(folder.path)/key", "--name", "killed.example/approver"]
    )
    return Attempt(
      arguments: [
        "approvals", "enrol", "--key", String(made.lines.first ?? ""), "--reason",
        "the second person's own",
      ],
      types: ["approval.enrol"]
    )
  }

  private static let annotate = KilledAction(name: "audit annotate") { _ in
    Attempt(
      arguments: ["audit", "annotate", "0", "--note", "killed in the middle"],
      types: ["audit.annotate"]
    )
  }

  private static let redact = KilledAction(name: "audit redact") { kill in
    let subject = try await kill.subject()
    for verb in ["archive", "unarchive"] {
      try await kill.prepare(["entities", verb, "--entity", subject.key] + agreed)
    }
    let redact = ["audit", "redact", "--user", subject.id.hex]
    let plan = try await kill.prepare(redact, status: 1)
    let count = plan.errors.firstMatch(of: /--expect-count ([0-9]+)/)?.1 ?? ""
    return Attempt(
      arguments: redact + ["--expect-count", String(count)] + agreed,
      types: ["audit.redact"],
      state: {
        let redacted = try await kill.console(
          "audit_bodies",
          where: ["redacted.0": ["$exists": true]]
        )
        return "\(redacted.count)"
      }
    )
  }

  private static let checkpoint = KilledAction(name: "audit checkpoint", writesFiles: true) {
    kill in
    let environment = try await kill.signing()
    return Attempt(
      arguments: ["audit", "checkpoint"],
      environment: environment,
      types: ["audit.checkpoint"],
      state: {
        let bytes = try? File(environment["HOLDFAST_CHECKPOINT_FILES"] ?? "").read(limit: 1 << 16)
        return String(decoding: bytes ?? [], as: UTF8.self)
      },
      check: { _ in
        let next = try await kill.run(["audit", "checkpoint"], with: environment)
        return next.status == 0 ? nil : "the next one is refused: \(next.errors)"
      }
    )
  }

  private static let fixIndexes = KilledAction(name: "doctor --fix-indexes") { kill in
    let indexes = [("audit_bodies", "retention"), ("legal_holds", "status")]
    for (collection, index) in indexes {
      try? await kill.write(
        ["dropIndexes": .string(collection), "index": .string(index)],
        toConsole: true
      )
    }
    return Attempt(
      arguments: ["doctor", "--fix-indexes", "--yes"],
      types: ["audit.fix_indexes"],
      state: {
        var names: [String] = []
        for (collection, _) in indexes { names += try await kill.indexes(of: collection) }
        return names.joined(separator: " ")
      }
    )
  }

  /// The one write without a permit: there is nothing yet to record an intent in.
  private static let initialise = KilledAction(name: "doctor --init") { kill in
    let database = "init\(UInt32.random(in: .min ... .max))"
    let administrator = ["MONGO_URI": kill.bench.backend.demo.administratorURI]
    let arguments = ["doctor", "--init", "--yes", "--console-database", database]
    return Attempt(
      arguments: arguments,
      environment: administrator,
      types: [],
      check: { _ in
        let again = try await kill.run(arguments, with: administrator)
        let list = try await kill.run(
          ["audit", "list", "--format", "ndjson", "--console-database", database],
          with: administrator
        )
        let verify = try await kill.run(
          ["audit", "verify", "--console-database", database],
          with: administrator
        )
        try await kill.bench.backend.drop(database)
        guard again.status == 0, verify.status == 0 else {
          return "it does not go on: \(again.output) \(again.errors) \(verify.output)"
        }
        return list.output.contains(#""type":"audit.initialise""#) ? nil : "it is not on record"
      }
    )
  }
}

extension KillBench {
  /// The environment of whoever may sign.
  func signing() async throws -> [String: String] {
    let key = "\(bench.home.path)/killed.key"
    if !File(key).exists {
      try await prepare(["audit", "keygen", "--out", key, "--name", "killed.example/log"])
    }
    return [
      "HOLDFAST_CHECKPOINT_KEY": "@\(key)",
      "HOLDFAST_CHECKPOINT_FILES": "\(bench.home.path)/newest",
    ]
  }

  /// Names of the indexes of one of the console's collections.
  fileprivate func indexes(of collection: String) async throws -> [String] {
    let reply = try await bench.backend.mongo.command(
      ["listIndexes": .string(collection)],
      on: bench.backend.demo.consoleDatabase,
      deadline: .seconds(30)
    )
    return (reply["cursor"]?.document?["firstBatch"]?.array ?? []).compactMap {
      $0.document?["name"]?.string
    }
  }
}

extension DemoBackend {
  fileprivate func drop(_ database: String) async throws {
    _ = try await mongo.command(["dropDatabase": 1], on: database, deadline: .seconds(30))
  }
}
