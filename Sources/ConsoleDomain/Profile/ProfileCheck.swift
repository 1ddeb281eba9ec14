/// Holds a profile against what a real database shows; what looks personal is reported, never guessed.
package struct ProfileCheck: Sendable {
  let profile: Profile
  let facts: ProfileFacts

  /// Makes a check.
  package init(_ profile: Profile, _ facts: ProfileFacts) {
    self.profile = profile
    self.facts = facts
  }

  /// Every check, collection by collection in the order of the profile, then the whole.
  package var records: [CheckRecord] {
    facts.collections.flatMap(records) + labels + tenants + [unmapped]
  }

  private func records(_ facts: CollectionFacts) -> [CheckRecord] {
    guard let entity = profile.entity(facts.type) else { return [] }
    let existence = existence(facts)
    guard facts.problem == nil, facts.exists else { return [existence] }
    guard facts.sampled > 0 else { return [existence] + constants(entity, facts) }
    return [existence, paths(entity, facts), flags(entity, facts), personal(facts)]
      + constants(entity, facts) + expiries(facts)
  }

  private func existence(_ facts: CollectionFacts) -> CheckRecord {
    var check = self.check(facts, "collection", "collection \(facts.collection)")
    if let problem = facts.problem {
      check.result = .error
      check.evidence = ProblemText(problem).line
      check.remediation = ProblemText(problem).remedy
    } else if !facts.exists {
      check.result = .fail
      check.evidence = "the database has no collection of that name"
      check.remediation = "correct `collection` of \(facts.type), or leave the type out"
    } else if facts.sampled == 0 {
      check.result = .warn
      check.evidence = "empty: nothing else of this type can be checked"
    } else {
      check.evidence = "\(CountText.noun(facts.sampled, "document")) sampled"
    }
    return check
  }

  /// A path that no document has is likely mistyped: a strip would leave the value in place.
  private func paths(_ entity: EntityProfile, _ facts: CollectionFacts) -> CheckRecord {
    var check = self.check(facts, "paths", "paths of \(facts.type)")
    let absent = entity.mappedPaths.filter { facts.present[$0, default: 0] == 0 }
    guard !absent.isEmpty else {
      check.evidence = "each is in the sample"
      return check
    }
    check.result = .warn
    check.evidence =
      "in none of \(facts.sampled): \(absent.map(\.description).joined(separator: ", "))"
    check.remediation = "a mistyped path is never stripped; correct it if the field is called else"
    return check
  }

  private func flags(_ entity: EntityProfile, _ facts: CollectionFacts) -> CheckRecord {
    var check = self.check(facts, "flags", "flags of \(facts.type)")
    let names = [entity.flags.legalHold, entity.flags.stripped, entity.flags.archivedAt]
      .compactMap(\.self)
    guard !names.isEmpty else {
      check.result = .notApplicable
      check.evidence = "these documents have none by the profile"
      return check
    }
    let missing = names.compactMap { name -> String? in
      let count = facts.sampled - facts.flags[name, default: 0]
      guard count > 0 else { return nil }
      return "\(name) is missing in \(count) of \(facts.sampled)"
    }
    guard !missing.isEmpty else {
      check.evidence = "each document has \(names.joined(separator: ", "))"
      return check
    }
    let isAbsent = names.contains { facts.flags[$0, default: 0] == 0 }
    check.result = .warn
    check.evidence = missing.joined(separator: "; ")
    check.remediation =
      isAbsent
      ? "no document has it: is the flag called else, or null in the profile?"
      : "missing counts as no; a filter with `false` does not find these documents"
    return check
  }

  private func personal(_ facts: CollectionFacts) -> CheckRecord {
    var check = self.check(facts, "unmapped", "unmapped personal data of \(facts.type)")
    guard !facts.unmapped.isEmpty else {
      check.evidence = "nothing outside the mapping looks personal"
      return check
    }
    check.result = .warn
    check.evidence = facts.unmapped.map { "\($0.path) (\($0.look), in \($0.count))" }
      .joined(separator: ", ")
    check.remediation = "add each under `personal` with its kind, or accept that a strip leaves it"
    return check
  }

  /// A replacement that is the same for every document can stand once under a unique index.
  private func constants(_ entity: EntityProfile, _ facts: CollectionFacts) -> [CheckRecord] {
    entity.personal.filter { facts.unique.contains($0.path.filterName ?? "") }.map { field in
      var check = self.check(
        facts,
        "unique.\(field.path)",
        "replacement of \(facts.type) \(field.path)"
      )
      if field.replacement.isConstant {
        check.result = .fail
        check.evidence = "a unique index on it refuses the second strip"
        check.remediation = "put {id} into `replace`"
      } else {
        check.evidence = "unique, as its index demands"
      }
      return check
    }
  }

  private func expiries(_ facts: CollectionFacts) -> [CheckRecord] {
    facts.expiries.map { expiry in
      var check = self.check(facts, "expiry.\(expiry.index)", "expiry of \(facts.collection)")
      if expiry.sparesHeld {
        check.evidence = "\(expiry.index) leaves held documents alone"
        return check
      }
      check.result = .warn
      check.evidence =
        expiry.isAtDate
        ? "\(expiry.index) deletes held documents too, unless a hold takes \(expiry.path) away"
        : "\(expiry.index) deletes held documents too, and no hold can stop it"
      check.remediation =
        "recreate it with the partial filter {legalHold: false}; see docs/profiles.md"
      return check
    }
  }

  private var labels: [CheckRecord] {
    if let problem = facts.eventsProblem {
      return [
        CheckRecord(
          id: "profile.labels",
          title: "labels of events",
          result: .error,
          evidence: ProblemText(problem).line,
          remediation: ProblemText(problem).remedy
        )
      ]
    }
    let mapped = Set(profile.entities.flatMap(\.labels))
    let unseen = profile.entities.filter { entity in
      !entity.labels.isEmpty && facts.labels.isDisjoint(with: entity.labels)
    }
    let unknown = facts.labels.subtracting(mapped).sorted()
    let sampled = "the newest \(CountText.noun(facts.eventsSampled, "event"))"
    return [
      CheckRecord(
        id: "profile.labels.seen",
        title: "labels seen in events",
        result: unseen.isEmpty ? .pass : .warn,
        evidence: unseen.isEmpty
          ? "each type is in \(sampled)"
          : "none in \(sampled): "
            + unseen.map { $0.labels.joined(separator: " or ") }.joined(separator: ", "),
        remediation: unseen.isEmpty
          ? nil : "a mistyped label leaves a type's events without hold and strip"
      ),
      CheckRecord(
        id: "profile.labels.mapped",
        title: "labels mapped",
        result: unknown.isEmpty ? .pass : .warn,
        evidence: unknown.isEmpty
          ? "every label in \(sampled) belongs to a type"
          : "no type has: \(unknown.joined(separator: ", "))",
        remediation: unknown.isEmpty ? nil : "events of these are reached by no hold and no strip"
      ),
    ]
  }

  private var unmapped: CheckRecord {
    CheckRecord(
      id: "profile.collections.mapped",
      title: "collections mapped",
      result: facts.unmapped.isEmpty ? .pass : .warn,
      evidence: facts.unmapped.isEmpty
        ? "every collection is mapped"
        : "not covered: \(facts.unmapped.joined(separator: ", "))",
      remediation: facts.unmapped.isEmpty
        ? nil : "map those that hold personal data; every plan names them until then"
    )
  }

  private func check(_ facts: CollectionFacts, _ name: String, _ title: String) -> CheckRecord {
    CheckRecord(id: "profile.\(facts.type).\(name)", title: title, result: .pass)
  }
}

extension EntityProfile {
  /// Every path that the profile names, each once, in the order of the profile.
  package var mappedPaths: [FieldPath] {
    var seen: Set<FieldPath> = []
    return
      (namePaths + [organizationPath].compactMap(\.self) + reach.map(\.path)
      + personal.map(\.path) + secrets).filter { seen.insert($0).inserted }
  }
}

extension PersonalField.Replacement {
  /// Whether every document would get the same value.
  var isConstant: Bool {
    switch self {
    case .text(let text): !text.contains("{id}")
    case .unset, .pseudonym: false
    case .null, .date, .emptyList, .emptyDocument, .generalised: true
    }
  }
}

/// Examines how a profile fits a real database.
package struct ProfileExamination: Sendable {
  /// Reads a bounded sample of every mapped collection; `progress` names the one under way.
  package var examine:
    @Sendable (_ progress: @escaping @Sendable (String) -> Void) async throws(StoreProblem)
      -> ProfileFacts

  /// Makes a port.
  package init(
    examine:
      @escaping @Sendable (_ progress: @escaping @Sendable (String) -> Void)
      async throws(StoreProblem) -> ProfileFacts
  ) {
    self.examine = examine
  }
}
