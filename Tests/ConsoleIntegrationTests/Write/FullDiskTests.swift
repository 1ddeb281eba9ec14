import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

/// A disk that is full under MongoDB: what can't be recorded is not done.
///
/// The disk is a small tmpfs in a mount namespace of mongod's own, so that it is gone with the process,
/// however that ends; without user namespaces (`user.max_user_namespaces`) there is no such disk.
@Suite(
  .serialized,
  .timeLimit(.minutes(10)),
  .enabled("no tmpfs of one's own", SmallDisk.canBeMade)
)
struct FullDiskTests {
  @Test func aFullDiskUnderMongoDBRefusesTheRevoke() async throws {
    let disk = try SmallDisk()
    defer { disk.remove() }
    try await withServers(programs: disk.programs) { servers in
      try await servers.initiateReplicaSet()
      let revoke = try await PlannedRevoke(on: servers)
      // A collection that is there already: making one needs space on a disk that has none.
      try await insert([], into: revoke.fixture)
      try await disk.fill(of: servers)
      try await fillTheJournal(of: revoke.fixture)
      let refusal = try #require(await revoke.refusal())
      #expect(ProblemText(refusal).line.contains("MongoDB 127.0.0.1:\(servers.mongoPort)"))
      #expect(try await revoke.remaining() == revoke.ids)
    }
  }

  /// MongoDB has set some space aside for its journal: only beyond that is the disk full for it.
  private func fillTheJournal(of fixture: WriteFixture) async throws {
    let bytes = (0..<(1 << 20)).map { _ in UInt8.random(in: .min ... .max) }
    let isRefused = await eventually(within: .seconds(120)) {
      do {
        try await insert(bytes, into: fixture)
        return false
      } catch {
        return true
      }
    }
    #expect(isRefused)
  }

  private func insert(_ bytes: [UInt8], into fixture: WriteFixture) async throws {
    _ = try await fixture.mongo.insertOne(
      ["bytes": .binary(subtype: 0, bytes: bytes)],
      into: MongoNamespace("app", "filler"),
      deadline: .seconds(4)
    )
  }
}
