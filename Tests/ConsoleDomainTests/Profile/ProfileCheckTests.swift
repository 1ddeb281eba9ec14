import Testing

@testable import ConsoleDomain

/// What a profile is told about a database that it does not fit.
@Suite struct ProfileCheckTests {
  @Test func aProfileThatFitsPassesEverywhere() {
    let records = ProfileCheck(profile(), facts()).records
    #expect(records.allSatisfy { $0.result == .pass }, "\(records.filter { $0.result != .pass })")
    #expect(Set(records.map(\.id)).count == records.count)
  }

  @Test func aMissingCollectionFails() {
    var facts = facts()
    facts.collections[0].exists = false
    #expect(result("profile.user.collection", facts) == .fail)
    #expect(result("profile.user.paths", facts) == nil)
  }

  @Test func whatCanNotBeReadIsUnknownAndNotPassed() {
    var facts = facts()
    facts.collections[0].problem = .unauthorized(
      StoreEndpoint(kind: .mongo, address: "here"),
      needed: "find"
    )
    facts.eventsProblem = .cancelled
    #expect(result("profile.user.collection", facts) == .error)
    #expect(result("profile.labels", facts) == .error)
  }

  @Test func anEmptyCollectionTellsNothing() {
    var facts = facts()
    facts.collections[0].sampled = 0
    #expect(result("profile.user.collection", facts) == .warn)
    #expect(result("profile.user.paths", facts) == nil)
  }

  @Test func aPathThatNoDocumentHasIsNamed() throws {
    var facts = facts()
    facts.collections[0].present[try #require(FieldPath("email"))] = 0
    let record = try #require(check("profile.user.paths", facts))
    #expect(record.result == .warn)
    #expect(record.evidence == "in none of 10: email")
  }

  @Test func missingFlagsComeWithTheirShare() throws {
    var facts = facts()
    facts.collections[0].flags["legalHold"] = 7
    let record = try #require(check("profile.user.flags", facts))
    #expect(record.result == .warn)
    #expect(record.evidence == "legalHold is missing in 3 of 10")
  }

  @Test func whatLooksPersonalIsReportedNotGuessed() throws {
    var facts = facts()
    facts.collections[0].unmapped = [.init(path: "notes.text", look: "e-mail", count: 2)]
    let record = try #require(check("profile.user.unmapped", facts))
    #expect(record.result == .warn)
    #expect(record.evidence == "notes.text (e-mail, in 2)")
  }

  @Test(arguments: [
    (PersonalField.Replacement.null, CheckRecord.Result.fail), (.text("redacted"), .fail),
    (.emptyList, .fail), (.text("redacted+{id}@example.com"), .pass), (.pseudonym, .pass),
  ])
  func aConstantUnderAUniqueIndexFails(
    _ replacement: PersonalField.Replacement,
    _ expected: CheckRecord.Result
  ) {
    var facts = facts()
    facts.collections[0].unique = ["email"]
    let records = ProfileCheck(profile(replacement), facts).records
    #expect(records.first { $0.id == "profile.user.unique.email" }?.result == expected)
  }

  @Test func anExpiryThatAHoldDoesNotStopIsSaid() throws {
    var facts = facts()
    facts.collections[0].expiries = [
      .init(index: "a", path: "createdAt", sparesHeld: false, isAtDate: false),
      .init(index: "b", path: "endsAt", sparesHeld: true, isAtDate: true),
    ]
    let never = try #require(check("profile.user.expiry.a", facts))
    #expect(never.result == .warn)
    #expect(never.evidence?.contains("no hold can stop it") == true)
    #expect(result("profile.user.expiry.b", facts) == .pass)
  }

  @Test func labelsAreComparedBothWays() throws {
    var facts = facts()
    facts.labels = ["Robot"]
    #expect(check("profile.labels.seen", facts)?.evidence?.contains("User") == true)
    #expect(check("profile.labels.mapped", facts)?.evidence == "no type has: Robot")
  }

  private func result(_ id: String, _ facts: ProfileFacts) -> CheckRecord.Result? {
    check(id, facts)?.result
  }

  private func check(_ id: String, _ facts: ProfileFacts) -> CheckRecord? {
    ProfileCheck(profile(), facts).records.first { $0.id == id }
  }

  private func facts() -> ProfileFacts {
    var users = CollectionFacts(type: "user", collection: "users", sampled: 10)
    for path in profile().entities[0].mappedPaths { users.present[path] = 10 }
    for flag in ["legalHold", "piiStripped", "archivedAt"] { users.flags[flag] = 10 }
    return ProfileFacts(collections: [users], labels: ["User"], eventsSampled: 9, unmapped: [])
  }

  private func profile(_ replacement: PersonalField.Replacement = .null) -> Profile {
    let path = FieldPath(steps: [.member("email")])
    return Profile(
      name: "test",
      sessions: .none,
      limiters: [],
      collections: .init(
        users: "users",
        maskedUsers: nil,
        organizations: "organizations",
        events: "events"
      ),
      entities: [
        EntityProfile(
          type: "user",
          collection: "users",
          labels: ["User"],
          reach: [.init(path: path, key: .email)],
          personal: [PersonalField(path: path, kind: .email, replacement: replacement)]
        )
      ]
    )
  }
}
