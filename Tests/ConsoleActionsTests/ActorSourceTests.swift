import ConsoleActions
import ConsoleDomain
import Synchronization
import Testing

struct ActorSourceTests {
  @Test func eachIntentAsksAndItsOutcomeNamesTheSamePerson() async throws {
    let answers = Answers(["ana", "ben"])
    let world = World(actor: ActorSource { answers.next() })
    let first = world.backend.addSession("session-00000001", user: "u1")
    let second = world.backend.addSession("session-00000002", user: "u1")
    _ = try await world.revoke(sessions([first]))
    _ = try await world.revoke(sessions([second]))
    #expect(
      world.audit.bodies(of: .intent).map { $0["actor.id"] } == ["ana", "ben"].map { .string($0) }
    )
    #expect(
      world.audit.bodies(of: .outcome).map { $0["actor.id"] } == ["ana", "ben"].map { .string($0) }
    )
  }

  @Test func whoIsNotKnownYetIsRecordedAsUnknown() async throws {
    let world = World(actor: ActorSource { ActorIdentity(clientVersion: "0.1.0") })
    let id = world.backend.addSession("session-00000001", user: "u1")
    _ = try await world.revoke(sessions([id]))
    let intent = try #require(world.audit.bodies(of: .intent).first)
    #expect(intent["actor.id"] == .null)
    #expect(intent["actor.mongoUser"] == .null)
  }
}

/// Names given out one at a time.
private final class Answers: Sendable {
  private let names: Mutex<[String]>

  init(_ names: [String]) { self.names = Mutex(names) }

  func next() -> ActorIdentity {
    let name = names.withLock { $0.removeFirst() }
    return ActorIdentity(osUser: name, clientVersion: "0.1.0")
  }
}
