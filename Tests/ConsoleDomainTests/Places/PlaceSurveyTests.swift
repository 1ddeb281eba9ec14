import Testing

@testable import ConsoleDomain

/// Whose own databases an action has to visit, and what a plan says of them.
struct PlaceSurveyTests {
  private let entities = [
    EntityProfile(type: "user", collection: "users"),
    EntityProfile(type: "contact", collection: "contacts", isTenant: true),
  ]
  private let survey = PlaceSurvey(
    tenants: ["a", "b"].map { TenantDatabase(organizationID: $0, fingerprint: "f\($0)") },
    unreached: [UnreachedTenant(organizationID: "c", reason: "no connection")],
    unmapped: ["seats", "drafts@a"]
  )

  @Test func onlyTypesOfTenantsLieInMoreThanOneDatabase() {
    #expect(survey.places(of: entities[0]).map(\.tenantID) == [nil])
    #expect(survey.places(of: entities[1]).map(\.tenantID) == [nil, "a", "b"])
    #expect(survey.places(of: entities[1]).last?.name(of: "contacts") == "contacts@b")
  }

  @Test func anOrganisationsDocumentsLieInNoOthersDatabase() {
    let own = HoldSelection(type: "contact", documents: .organization("b"))
    #expect(survey.places(of: own, in: entities[1]).map(\.tenantID) == [nil, "b"])
    let named = HoldSelection(type: "contact", documents: .ids([.string("x")]))
    #expect(survey.places(of: named, in: entities[1]).map(\.tenantID) == [nil, "a", "b"])
  }

  @Test func aScopeSaysWhomItConcerns() {
    let own = HoldSelection(type: "contact", documents: .organization("b"))
    let named = HoldSelection(type: "contact", documents: .ids([.string("x")]))
    let user = HoldSelection(type: "user", documents: .ids([.string("x")]))
    #expect(HoldScope([own, user]).tenantScope(entities) == .only(["b"]))
    #expect(HoldScope([user]).tenantScope(entities) == .only([]))
    #expect(HoldScope([named]).tenantScope(entities) == .all)
    let key = EntityKey(type: "user", id: .string("x"))
    #expect(HoldScope([user], subjects: [key]).tenantScope(entities) == .all)
    #expect(TenantScope.holding([key], entities) == .only([]))
  }

  @Test func aPlanSaysWhatItDoesNotReachAndNotCover() {
    let text = survey.warnings.joined(separator: "\n")
    #expect(text.contains("organisation c: no connection"))
    #expect(text.contains("Not covered by any mapping: seats, drafts@a."))
    #expect(PlaceSurvey().warnings.isEmpty)
    let unknown = UnreachedTenant(organizationID: nil, reason: "they can't be found: no connection")
    #expect(
      PlaceSurvey(unreached: [unknown]).warnings == [
        "Not reached, and left out of all this: the own database of organisations that have one,"
          + " whichever they are: they can't be found: no connection."
      ]
    )
  }
}
