import ConsoleDomain
import ConsoleSettings
import Testing

/// The `entities` of a profile file.
struct EntityReaderTests {
  @Test func theBuiltInProfileNamesEveryTypeOfTheReferenceBackend() throws {
    let profile = try nest()
    #expect(
      Set(profile.entities.map(\.collection)) == [
        "users", "contacts", "invites", "projects", "estimates", "people", "companies",
        "companylocations", "offices", "graphedges", "orgtaxonomies", "organizations", "waitlists",
        "contactinquiries", "legalacceptances",
      ]
    )
    #expect(profile.entity(labelled: "Org_location")?.type == "org_location")
    #expect(profile.entity(labelled: "Office")?.type == "org_location")
    #expect(profile.entity("org_taxonomy")?.flags.legalHold == nil)
    #expect(profile.entity("contact")?.flags.legalHold == "legalHold")
  }

  @Test func theBuiltInProfileCoversWhatTheBackendLeavesBehind() throws {
    let user = try #require(try nest().entity("user"))
    let paths = Set(user.personal.map(\.path.description))
    #expect(
      paths.isSuperset(of: ["firstName", "lastName", "verificationTokenHash", "resetTokenHash"])
    )
    #expect(user.isArchivedByStrip)
    let person = try #require(try nest().entity("person"))
    #expect(
      person.paths(of: .email).map(\.description)
        == ["emails[].value", "emails[].normalized", "primaryEmail"]
    )
  }

  @Test func theBuiltInProfileKeepsAddressesAndPasswordHashesSecret() throws {
    let profile = try nest()
    #expect(profile.tenants?.uri.description == "databaseUri")
    let organization = try #require(profile.entity("organization"))
    #expect(
      organization.secretPaths.map(\.description)
        == ["databaseUri", "datastoreHistory[].fromUri", "datastoreHistory[].toUri"]
    )
    #expect(organization.personal.allSatisfy { $0.path.description != "databaseUri" })
    let user = try #require(profile.entity("user"))
    #expect(user.secretPaths.map(\.description).contains("passwordHash"))
    #expect(
      profile.entities.filter(\.isTenant).map(\.type) == [
        "contact", "person", "company", "company_location", "org_location", "graph_edge",
        "org_taxonomy",
      ]
    )
  }

  @Test func eachFormOfReplacementIsRead() async throws {
    let entity = try await entity(
      """
      a: { kind: email, replace: "redacted+{id}@example.com" }
      b: { kind: name }
      c: { kind: text, replace: [] }
      d: { kind: text, replace: {} }
      e: { kind: date, replace: { date: "1970-01-01T00:00:00.000Z" } }
      f: { kind: secret, strategy: unset }
      "g[].ip": { kind: network, strategy: generalise }
      h: { kind: identifier, strategy: hmac }
      i: { kind: text, replace: null }
      """
    )
    #expect(
      entity.personal.map(\.replacement) == [
        .text("redacted+{id}@example.com"), .null, .emptyList, .emptyDocument,
        .date(Instant(milliseconds: 0)), .unset, .generalised, .pseudonym, .null,
      ]
    )
  }

  @Test(arguments: [
    ("a: { kind: colour }", "`colour` is no kind of personal data"),
    ("a: { kind: text, strategy: scramble }", "no such strategy"),
    ("a: { kind: text, replace: [x] }", "this can't stand in place of a personal value"),
    ("\"a..b\": { kind: text }", "`a..b` is no path into a document"),
    ("a: { kind: text, replacement: x }", "unknown entry `replacement`"),
  ])
  func aFaultIsToldWithItsPlace(_ personal: String, _ what: String) async {
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(profile: "mine"),
      files: ["profiles/mine.yaml": Self.profile(personal: personal)],
      environment: ["MONGO_DB": "app"]
    )
    #expect(faults.map(\.what).contains { $0.contains(what) }, "\(faults)")
    #expect(faults.allSatisfy { $0.place.contains("entities.thing.personal") }, "\(faults)")
  }

  private func nest() throws -> Profile {
    var faults: [SettingsFault] = []
    let profile = try #require(ProfileFiles.load("nest", directory: nil, faults: &faults))
    #expect(faults.isEmpty)
    return profile
  }

  private func entity(_ personal: String) async throws -> EntityProfile {
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(profile: "mine"),
      files: ["profiles/mine.yaml": Self.profile(personal: personal)],
      environment: ["MONGO_DB": "app"]
    )
    return try #require(settings.profile.entity("thing"))
  }

  private static func profile(personal: String) -> String {
    let lines = personal.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    return """
      name: mine
      sessions: { prefixes: ["s:"] }
      collections: { users: users, organizations: orgs, events: events }
      entities:
        thing:
          collection: things
          personal:
      \(lines)
      """
  }
}
