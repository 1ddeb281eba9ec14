import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

/// The audit log can't be written any more when a planned revoke is applied: it is refused with the
/// reason, and nothing changes.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct FailClosedTests {
  @Test func aPrimaryThatDiedAfterThePlanRefusesTheRevoke() async throws {
    try await withServers { servers in
      try await servers.initiateReplicaSet()
      let revoke = try await PlannedRevoke(on: servers)
      try ProcessSignal.kill.send(to: try #require(servers.processID(of: .mongod)))
      let refusal = try #require(await revoke.refusal())
      #expect(ProblemText(refusal).line.contains("MongoDB 127.0.0.1:\(servers.mongoPort)"))
      #expect(ProblemText(refusal).remedy == "check the address and that the server runs")
      #expect(try await revoke.remaining() == revoke.ids)
      try await servers.restart(.mongod)
      try await revoke.expectNothingOnRecord()
    }
  }

  @Test func aPrimaryThatSteppedDownAfterThePlanRefusesTheRevoke() async throws {
    try await withServers { servers in
      try await servers.initiateReplicaSet()
      let revoke = try await PlannedRevoke(on: servers)
      let member = try MongoClient(MongoAddress(servers.memberURI), purpose: .background)
      defer { member.close() }
      // For the rest of the test: until then it does not stand for election either.
      _ = try await member.command(
        ["replSetStepDown": 3600, "force": true],
        on: "admin",
        deadline: .seconds(60)
      )
      let refusal = try #require(await revoke.refusal())
      guard case .auditUnavailable = refusal else {
        Issue.record("not refused for want of a record: \(refusal)")
        return
      }
      #expect(ProblemText(refusal).line.contains("nothing was changed"))
      #expect(ProblemText(refusal).line.contains("MongoDB 127.0.0.1:\(servers.mongoPort)"))
      #expect(try await revoke.remaining() == revoke.ids)
      _ = try await member.command(["replSetFreeze": 0], on: "admin", deadline: .seconds(60))
      try await revoke.expectNothingOnRecord()
    }
  }

  @Test func withoutAMajorityTheRevokeIsRefusedAndItsIntentAnsweredLater() async throws {
    try await withTwoMembers { primary, secondary in
      let revoke = try await PlannedRevoke(on: primary)
      let process = try #require(secondary.processID(of: .mongod))
      try await freeze(process)
      let refusal = try #require(await revoke.refusal())
      switch refusal {
      // On a slow machine the answer of the primary may come when nobody waits for it any more.
      case .auditUnavailable(.unconfirmed), .auditUnavailable(.timedOut): break
      default: Issue.record("not refused for want of a majority: \(refusal)")
      }
      #expect(ProblemText(refusal).line.contains("nothing was changed"))
      #expect(try await revoke.remaining() == revoke.ids)
      try ProcessSignal.resume.send(to: process)
      try await revoke.expectSettled()
      let phases = try await revoke.phasesOnRecord()
      #expect(phases == ["intent", "outcome"])
      #expect(try await revoke.remaining() == revoke.ids)
    }
  }
}
