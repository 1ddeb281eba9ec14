import ConsoleMongo

/// Actions on documents of the backend.
extension KilledAction {
  static let ofDocuments = [archive, unarchive, contain, strip]

  private static let archive = KilledAction(name: "entities archive") { kill in
    let subject = try await kill.subject()
    let arguments = ["entities", "archive", "--entity", subject.key] + agreed
    return Attempt(
      arguments: arguments,
      types: ["entity.archive"],
      check: { _ in
        let again = try await kill.run(arguments)
        let isArchived = try await kill.user(subject)?["archivedAt"]?.date != nil
        return isArchived ? nil : "it does not go on: \(again.errors)"
      }
    )
  }

  private static let unarchive = KilledAction(name: "entities unarchive") { kill in
    let subject = try await kill.subject()
    try await kill.prepare(["entities", "archive", "--entity", subject.key] + agreed)
    let arguments = ["entities", "unarchive", "--entity", subject.key] + agreed
    return Attempt(
      arguments: arguments,
      types: ["entity.unarchive"],
      check: { _ in
        let again = try await kill.run(arguments)
        let isArchived = try await kill.user(subject)?["archivedAt"]?.date != nil
        return isArchived ? "it does not go on: \(again.errors)" : nil
      }
    )
  }

  private static let contain = KilledAction(name: "subject contain") { kill in
    let subject = try await kill.subject(hasTraces: true)
    return Attempt(
      arguments: ["subject", "contain", subject.key] + agreed,
      types: ["user.contain"],
      // Of the archiving and of the revocation.
      hurries: ("insert eventlogs", 2),
      state: { try await kill.traces(of: subject) }
    )
  }

  private static let strip = KilledAction(name: "subject strip") { kill in
    let subject = try await kill.subject(hasTraces: true)
    return Attempt(
      arguments: try await kill.approvedStrip(of: subject),
      types: ["entity.strip"],
      hurries: ("insert eventlogs", 1),
      state: { try await kill.traces(of: subject) }
    )
  }
}

extension KilledAction {
  /// What goes on record with every change.
  static let agreed = ["--yes", "--reason", "killed in the middle", "--ticket", "KILL-1"]
}

extension KillBench {
  /// A strip that nobody has agreed to yet.
  func strip(of subject: KillSubject) async throws -> [String] {
    let plan = try await prepare(
      ["subject", "strip", subject.key, "--format", "json"],
      status: 1
    )
    guard let count = plan.output.firstMatch(of: /"count":([0-9]+)/)?.1 else {
      throw NotPlanned(errors: plan.errors)
    }
    return ["subject", "strip", subject.key, "--expect-count", String(count)]
      + KilledAction.agreed
  }

  /// Digits of a request that waits for a second person.
  func requestedStrip(of subject: KillSubject) async throws -> (arguments: [String], hash: String) {
    let arguments = try await strip(of: subject)
    let refused = try await prepare(arguments, status: 1)
    guard let hash = refused.errors.firstMatch(of: /approvals approve ([0-9a-f]{16})/)?.1 else {
      throw NotPlanned(errors: refused.errors)
    }
    return (arguments, String(hash))
  }

  /// A strip that a second person has agreed to.
  func approvedStrip(of subject: KillSubject) async throws -> [String] {
    let (arguments, hash) = try await requestedStrip(of: subject)
    try await prepare(
      ["approvals", "approve", hash, "--reason", "counsel agreed to it"],
      with: person("compliance-b")
    )
    return arguments
  }

  private struct NotPlanned: Error {
    var errors: String
  }
}
