import Testing

@testable import ConsoleDomain

/// What `profile check` says of databases that organisations have to themselves.
struct TenantCheckTests {
  private let uri = FieldPath(steps: [.member("databaseUri")])

  @Test func typesOfTenantsNeedToKnowWhereTheirDatabasesAre() {
    #expect(results(isKnown: false, secrets: []) == ["profile.tenants": .warn])
  }

  @Test func anAddressThatIsNoSecretFails() {
    let expected: [String: CheckRecord.Result] = [
      "profile.tenants": .pass, "profile.tenants.secret": .fail,
    ]
    #expect(results(isKnown: true, secrets: []) == expected)
    #expect(results(isKnown: true, secrets: [uri])["profile.tenants.secret"] == .pass)
  }

  @Test func whoIsNotReachedIsNamed() throws {
    let unreached = [UnreachedTenant(organizationID: "o1", reason: "no connection")]
    let check = ProfileCheck(
      profile(isKnown: true, secrets: [uri]),
      facts(PlaceSurvey(unreached: unreached))
    )
    let record = try #require(check.records.first { $0.id == "profile.tenants" })
    #expect(record.result == .warn)
    #expect(record.evidence == "not reached: organisation o1: no connection")
  }

  private func results(isKnown: Bool, secrets: [FieldPath]) -> [String: CheckRecord.Result] {
    let records = ProfileCheck(profile(isKnown: isKnown, secrets: secrets), facts()).records
    return Dictionary(
      uniqueKeysWithValues: records.filter { $0.id.hasPrefix("profile.tenants") }
        .map { ($0.id, $0.result) }
    )
  }

  private func facts(_ places: PlaceSurvey = PlaceSurvey()) -> ProfileFacts {
    ProfileFacts(collections: [], labels: [], eventsSampled: 0, unmapped: [], places: places)
  }

  private func profile(isKnown: Bool, secrets: [FieldPath]) -> Profile {
    Profile(
      name: "test",
      sessions: .none,
      limiters: [],
      collections: .init(users: "u", maskedUsers: nil, organizations: "orgs", events: "e"),
      tenants: isKnown
        ? .init(dedicated: FieldPath(steps: [.member("dedicated")]), uri: uri, database: nil) : nil,
      entities: [
        EntityProfile(type: "organization", collection: "orgs", secrets: secrets),
        EntityProfile(type: "contact", collection: "contacts", isTenant: true),
      ]
    )
  }
}
