import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleDemo

struct DemoCastTests {
  private let cast = DemoCast(
    seed: 1,
    now: Instant(milliseconds: 1_796_000_000_000),
    sessionCount: 2000
  )

  @Test func theSameSeedMakesTheSameContents() {
    let again = DemoCast(seed: cast.seed, now: cast.now, sessionCount: 2000)
    for number in [0, 1, 57, 1999] {
      #expect(cast.session(number).commands == again.session(number).commands)
      #expect(cast.eventDocument(number) == again.eventDocument(number))
    }
    for number in 0..<60 {
      #expect(cast.userDocument(number) == again.userDocument(number))
      #expect(cast.contactDocument(number) == again.contactDocument(number))
      #expect(cast.personDocument(number) == again.personDocument(number))
      #expect(cast.inviteDocument(number % 48) == again.inviteDocument(number % 48))
      #expect(cast.acceptanceDocuments(number) == again.acceptanceDocuments(number))
    }
    #expect(LimiterShapes(cast: cast).commands == LimiterShapes(cast: again).commands)
    #expect(OddSessions(cast: cast).commands == OddSessions(cast: again).commands)
  }

  @Test func anotherSeedMakesOtherContents() {
    let other = DemoCast(seed: 2, now: cast.now, sessionCount: 2000)
    #expect(cast.session(40).sid != other.session(40).sid)
    #expect(cast.userDocument(5) != other.userDocument(5))
    #expect(cast.user(0).id == other.user(0).id)
  }

  @Test func sessionIdsLookLikeThoseOfExpressSession() {
    for number in 0..<200 {
      #expect(cast.session(number).sid.wholeMatch(of: /[A-Za-z0-9_-]{32}/) != nil)
    }
  }

  @Test func mostSessionsAreAnonymousAndOneUserHasMoreThanOneConfirmationCovers() {
    let sessions = (0..<2000).map(cast.session)
    let signedIn = sessions.count { $0.userID != nil }
    #expect((200...600).contains(signedIn))
    let busy = cast.user(DemoCast.busyUser).id.hex
    #expect(sessions.count { $0.userID == busy } > 25)
  }

  @Test func everyKindOfUserHasALiveSession() {
    let owners = (0..<DemoCast.leadingSessions).map(cast.user)
    #expect(owners.contains { $0.isHeld })
    #expect(owners.contains { $0.archivedAt != nil })
    #expect(owners.contains { $0.isStripped })
    for (number, owner) in owners.enumerated() {
      #expect(cast.session(number).userID == owner.id.hex)
    }
  }

  @Test func addressesAreUniqueAndReservedForExamples() {
    let emails = (0..<400).map { cast.user($0).email }
    #expect(Set(emails).count == emails.count)
    #expect(emails.allSatisfy { $0.hasSuffix(".example") || $0.hasSuffix("@example.com") })
  }

  @Test func eventsGrowOlderToNewerByIdAndByTime() {
    var lastTime = Int64.min
    var lastSeconds = Int64.min
    for number in 0..<DemoCast.eventCount {
      let event = cast.eventDocument(number)
      guard let time = event["createdAt"]?.date, let id = event["_id"]?.objectID else {
        Issue.record("event \(number) lacks its time or id")
        return
      }
      #expect(time >= lastTime)
      #expect(id.seconds >= lastSeconds)
      lastTime = time
      lastSeconds = id.seconds
    }
    #expect(lastTime <= cast.now.milliseconds)
  }

  @Test func someContactsAreOlderThanTheFlags() {
    let contacts = (0..<DemoCast.contactCount).map(cast.contactDocument)
    #expect(contacts.contains { !$0.keys.contains("legalHold") })
    #expect(contacts.contains { $0["legalHold"]?.bool == true })
    #expect(contacts.contains { $0["piiStripped"]?.bool == true })
    #expect(contacts.contains { $0["archivedAt"]?.date != nil })
  }
}
