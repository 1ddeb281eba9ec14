import ConsoleDomain
import Testing

struct HoldScopeTests {
  private func contact(_ id: String) -> EntityKey { EntityKey(type: "contact", id: .string(id)) }

  private func hold(_ state: LegalHold.State, isWithdrawal: Bool? = nil) -> LegalHold {
    LegalHold(
      id: "H-1",
      matter: LegalHold.Matter(id: "M-1", title: "A matter"),
      state: state,
      scope: HoldScope([]),
      reason: "a test",
      ticket: "none yet",
      release: isWithdrawal.map {
        LegalHold.Release(
          reason: "over",
          requestedBy: "a",
          approvedBy: "b",
          effectiveAt: Instant(milliseconds: 0),
          isWithdrawal: $0
        )
      }
    )
  }

  @Test func whatIsAddedJoinsTheFrozenIDsOfItsTypeOnce() {
    var scope = HoldScope([
      HoldSelection(type: "contact", documents: .organization("o")),
      HoldSelection(type: "contact", documents: .ids([.string("a")])),
    ])
    scope.add([contact("b"), contact("a"), contact("b"), EntityKey(type: "user", id: .int(1))])
    #expect(
      scope.selections == [
        HoldSelection(type: "contact", documents: .organization("o")),
        HoldSelection(type: "contact", documents: .ids([.string("a"), .string("b")])),
        HoldSelection(type: "user", documents: .ids([.int(1)])),
      ]
    )
    let once = scope
    scope.add([contact("a")])
    #expect(scope == once)
  }

  @Test func aSubjectIsCoveredByTheDocumentsThatAreNamedAlone() {
    let scope = HoldScope([], subjects: [contact("a")])
    #expect(!scope.covers(contact("a"), organizationID: nil))
  }

  @Test(arguments: [(true, LegalHold.State.withdrawn), (false, .released)])
  func howAHoldEndsIsKeptWithIt(_ isWithdrawal: Bool, _ state: LegalHold.State) {
    #expect(hold(.ending, isWithdrawal: isWithdrawal).state(after: .ended) == state)
  }

  @Test func aReviewIsDueWhileTheHoldHolds() {
    let date = Instant(milliseconds: 1_000)
    var held = hold(.active)
    #expect(!held.isReviewDue(at: date))
    held.reviewAt = date
    #expect(!held.isReviewDue(at: Instant(milliseconds: 999)))
    #expect(held.isReviewDue(at: date))
    held.state = .released
    #expect(!held.isReviewDue(at: date))
  }
}
