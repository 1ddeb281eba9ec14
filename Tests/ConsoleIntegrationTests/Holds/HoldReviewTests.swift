import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Holds by a query, reviews, and withdrawals that somebody did not finish.
@Suite(.timeLimit(.minutes(5)))
struct HoldReviewTests {
  @Test func aQueryIsFrozenToWhatItFindsNow() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert("contacts", [["_id": "c2", "orgId": "other"]])
    let types = fixture.write.stores.ports.holds?.entities.map(\.type) ?? []
    let text = "type:contact org:\(HoldFixture.organizationID)"
    let query = try HoldQuery(parsing: text, types: types)
    let request = ActionRequest.placeHold(fixture.draft([.query(query)]))
    let plan = try await fixture.gate.plan(request)
    #expect(plan.documents?.facts.contains("`\(text)` is frozen to 1 document") == true)
    let id = try await fixture.run(request).holdID
    #expect(
      try await fixture.hold(id).scope
        == HoldScope([HoldSelection(type: "contact", documents: .ids([.string("c1")]))])
    )
    try await fixture.insert(
      "contacts",
      [["_id": "c3", "orgId": .string(HoldFixture.organizationID)]]
    )
    #expect(try await fixture.sweep("drift").changed == 0)
  }

  @Test func aQueryThatFindsNothingPlacesNoHold() async throws {
    let fixture = try await HoldFixture.make()
    let query = try HoldQuery(parsing: "type:contact held:yes", types: ["contact"])
    await #expect(throws: GateRefusal.self) {
      _ = try await fixture.gate.plan(.placeHold(fixture.draft([.query(query)])))
    }
  }

  @Test func aReviewThatIsDueIsAFindingUntilItIsNoted() async throws {
    let fixture = try await HoldFixture.make()
    var draft = fixture.draft([.entity(fixture.user)])
    let due = WriteFixture.clock.now().advanced(by: .seconds(3_600))
    draft.reviewAt = due
    let id = try await fixture.run(.placeHold(draft)).holdID
    let ports = try #require(fixture.write.stores.ports.holds)
    let examination = HoldExamination(
      reads: ports.reads,
      drift: fixture.drift,
      entities: ports.entities
    )
    #expect(try await examination.findings(at: WriteFixture.clock.now()) { _ in } == [])
    let found = try await examination.findings(at: due) { _ in }
    #expect(found == [HoldFinding(kind: .reviewDue, hold: id, place: "", count: nil)])
    let next = due.advanced(by: .seconds(86_400))
    let receipt = try await fixture.run(.reviewHold(id: id, next: next))
    #expect(receipt.result == .success)
    #expect(try await fixture.hold(id).reviewAt == next)
    #expect(try await fixture.hold(id).state == .active)
    #expect(try await examination.findings(at: due) { _ in } == [])
    await #expect(throws: GateRefusal.self) {
      try await fixture.run(.reviewHold(id: id, next: WriteFixture.clock.now()))
    }
  }

  @Test func aWithdrawalThatNobodyFinishedEndsAsOne() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await fixture.set(
      "legal_holds",
      of: fixture.write.consoleDatabase,
      [
        "status": "ending", "isWithdrawal": true, "releaseReason": "a mistake", "releasedBy": "a",
        "releaseApprovedBy": "b", "releaseEffectiveAt": .date(HoldFixture.now() - 1_000),
      ]
    )
    #expect(try await fixture.sweep("holds").changed == 3)
    #expect(try await fixture.hold(id).state == .withdrawn)
    #expect(try await !fixture.isHeld())
  }
}
