import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// What `hold check` finds, on a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct HoldExaminationTests {
  private func examination(_ fixture: HoldFixture) throws -> HoldExamination {
    let ports = try #require(fixture.write.stores.ports.holds)
    return HoldExamination(
      reads: ports.reads,
      drift: fixture.drift,
      entities: ports.entities
    )
  }

  private func findings(_ fixture: HoldFixture) async throws -> [HoldFinding] {
    try await examination(fixture).findings(at: WriteFixture.clock.now()) { _ in }
  }

  @Test func aHoldThatHoldsEverythingHasNoFinding() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.subject(fixture.user)])
    #expect(try await findings(fixture) == [])
    let hold = try await fixture.hold(receipt.holdID)
    let coverage = try await examination(fixture).coverage(of: hold)
    #expect(coverage.map(\.place) == ["users", "contacts", "invites"])
    #expect(coverage.allSatisfy { $0.inScope == 1 && $0.matched == 1 && $0.ours == 1 })
  }

  @Test(arguments: [["legalHold": false], ["legalHoldIds": []]] as [MongoDocument])
  func aDocumentThatLostItsFlagOrItsIDIsNamed(_ members: MongoDocument) async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.entity(fixture.user)])
    try await fixture.setUser(members)
    let unheld = try await findings(fixture).filter { $0.kind == .unheld }
    #expect(
      unheld == [
        HoldFinding(
          kind: .unheld,
          hold: receipt.holdID,
          place: "users",
          count: 1,
          ids: [HoldFixture.userID]
        )
      ]
    )
  }

  @Test func aDocumentThatIsGoneIsCounted() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.subject(fixture.user)])
    _ = try await fixture.write.mongo.deleteOne(
      from: MongoNamespace(fixture.write.database, "invites"),
      filter: [:],
      deadline: .seconds(30)
    )
    #expect(
      try await findings(fixture) == [
        HoldFinding(kind: .gone, hold: receipt.holdID, place: "invites", count: 1)
      ]
    )
  }

  @Test func anIDOfAHoldThatIsOverIsLeftOver() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.entity(fixture.user)])
    try await fixture.letGo(receipt.holdID)
    #expect(try await findings(fixture) == [])
    try await fixture.setUser([
      "legalHold": true, "legalHoldIds": [.string(receipt.holdID), "H-unknown"],
    ])
    let left = try await findings(fixture)
    #expect(left.map(\.kind) == [.leftOver, .leftOver])
    #expect(Set(left.compactMap(\.hold)) == [receipt.holdID, "H-unknown"])
  }

  @Test func aHoldOfTheBackendIsListedAndNoFault() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.setUser(["legalHold": true])
    let found = try await findings(fixture)
    #expect(found == [HoldFinding(kind: .external, hold: nil, place: "users", count: 1)])
    #expect(found.allSatisfy { !$0.isFault })
  }
}
