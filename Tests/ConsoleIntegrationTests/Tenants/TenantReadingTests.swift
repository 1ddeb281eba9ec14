import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// Which databases of organisations are found, and what is said of those that are not reached.
@Suite(.timeLimit(.minutes(5)))
struct TenantReadingTests {
  private func databases(_ fixture: TenantFixture) -> BackendDatabases {
    BackendDatabases(
      client: fixture.write.mongo,
      database: fixture.write.database,
      profile: .nest
    )
  }

  @Test func aSubjectIsShownWithWhatOrganisationsKeepForThemselves() async throws {
    let fixture = try await TenantFixture.make()
    try await fixture.add(TenantFixture.other, at: TenantFixture.dead, name: nil)
    let reads = MongoEntityReader(databases(fixture), profile: .nest) { Instant(milliseconds: 0) }
      .port
    let records = try await reads.records(fixture.hold.user)
    let contacts = records.groups.first { $0.type == "contact" }?.rows ?? []
    #expect(contacts.map(\.tenantID) == [nil, TenantFixture.organization])
    #expect(records.unreached.map(\.organizationID) == [TenantFixture.other])
    let key = EntityKey(type: "contact", id: .string("t1"))
    #expect(try await reads.document(key)?.row.tenantID == TenantFixture.organization)
    #expect(!"\(records)".contains(TenantFixture.secret))
  }

  @Test func moreOrganisationsThanMayBeOpenAreVisitedOneAfterTheOther() async throws {
    let fixture = try await TenantFixture.make()
    let uri = "mongodb://\(fixture.write.mongo.address.hosts)/"
    let count = TenantDatabases.openLimit + 3
    for number in 0..<count {
      let id = "64f0c0ffee64f0c0ffee1" + "\(100 + number)"
      try await fixture.add(id, at: uri, name: "\(fixture.database)\(number)")
    }
    let survey = try await databases(fixture).survey(.all)
    #expect(survey.unreached.isEmpty, "\(survey.unreached)")
    #expect(survey.tenants.count == count + 1)
  }

  @Test func aDatabaseThatTwoAddressesLeadToIsVisitedOnce() async throws {
    let fixture = try await TenantFixture.make()
    let host = fixture.write.mongo.address.hosts
    try await fixture.add(
      TenantFixture.other,
      at: "mongodb://\(host)/\(fixture.database)",
      name: nil
    )
    let id = "64f0c0ffee64f0c0ffee00dd"
    try await fixture.add(id, at: "mongodb://\(host)/", name: fixture.write.database)
    let survey = try await databases(fixture).survey(.all)
    #expect(survey.tenants.map(\.organizationID) == [TenantFixture.organization])
    #expect(survey.unreached.isEmpty)
  }

  @Test func anotherDatabaseThanWasPlannedForIsRefused() async throws {
    let fixture = try await TenantFixture.make()
    let pinned = TenantDatabase(organizationID: TenantFixture.organization, fingerprint: "00")
    await #expect(throws: StoreProblem.self) {
      try await databases(fixture).open(.tenant(pinned)) { placed throws(StoreProblem) in
        Issue.record("\(placed.database) was opened")
      }
    }
  }

  @Test(arguments: ["no address", "mongodb://\(TenantFixture.secret)@@", "mongodb://127.0.0.1:1/"])
  func anAddressThatCanNotBeUsedIsNamedByItsOrganisation(_ uri: String) async throws {
    let fixture = try await TenantFixture.make()
    try await fixture.add(TenantFixture.other, at: uri, name: nil)
    let survey = try await databases(fixture).survey(.all)
    #expect(survey.unreached.map(\.organizationID) == [TenantFixture.other])
    let text = survey.warnings.joined() + "\(survey)"
    #expect(!text.contains(TenantFixture.secret) && !text.contains("127.0.0.1"))
  }
}
