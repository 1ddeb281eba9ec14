import ConsoleActions
import ConsoleDomain
import Synchronization
import Testing

struct ActorSourceTests {
  @Test func eachIntentAsksAndItsOutcomeNamesTheSamePerson() async throws {
    let answers = Answers("ana")
    let world = World(actor: ActorSource { answers.current })
    let first = world.backend.addSession("session-00000001", user: "u1")
    let second = world.backend.addSession("session-00000002", user: "u1")
    _ = try await world.revoke(sessions([first]))
    answers.change(to: "ben")
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

/// A person who is replaced by another.
private final class Answers: Sendable {
  private let name: Mutex<String>

  init(_ name: String) { self.name = Mutex(name) }

  var current: ActorIdentity {
    ActorIdentity(osUser: name.withLock { $0 }, clientVersion: "0.1.0")
  }

  func change(to name: String) {
    self.name.withLock { $0 = name }
  }
}
