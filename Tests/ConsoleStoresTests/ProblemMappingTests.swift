import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import Testing

@testable import ConsoleStores

/// Failures of the two clients in the terms of the domain.
struct ProblemMappingTests {
  private let redis = StoreEndpoint(kind: .redis, address: "localhost:6379")
  private let mongo = StoreEndpoint(kind: .mongo, address: "localhost:27017")

  private func problem(_ code: RedisFailure.Code) -> StoreProblem {
    StoreProblem(RedisFailure(code, operation: "SCAN"), at: redis, deadline: .seconds(4))
  }

  private func problem(_ code: MongoFailure.Code, codeName: String = "") -> StoreProblem {
    StoreProblem(
      MongoFailure(code, in: "find", codeName: codeName),
      at: mongo,
      deadline: .seconds(4)
    )
  }

  @Test func saysWhichServerAndWhichRight() {
    #expect(problem(RedisFailure.Code.noPermission) == .unauthorized(redis, needed: "SCAN"))
    #expect(problem(MongoFailure.Code.unauthorized) == .unauthorized(mongo, needed: "find"))
    #expect(problem(RedisFailure.Code.timedOut) == .timedOut(redis, after: .seconds(4)))
    #expect(problem(MongoFailure.Code.timedOut) == .timedOut(mongo, after: .seconds(4)))
    #expect(problem(RedisFailure.Code.unauthenticated) == .unauthenticated(redis))
    #expect(problem(MongoFailure.Code.unauthenticated) == .unauthenticated(mongo))
  }

  @Test func keepsTheServersOwnNameForARefusal() {
    guard case .refused(_, let code, _) = problem(.server("CLUSTERDOWN")) else {
      Issue.record("not refused")
      return
    }
    #expect(code == "CLUSTERDOWN")
    guard case .refused(_, let name, _) = problem(.notPrimary, codeName: "NotWritablePrimary")
    else {
      Issue.record("not refused")
      return
    }
    #expect(name == "NotWritablePrimary")
  }

  @Test func tellsACancellationFromAFault() {
    #expect(problem(RedisFailure.Code.cancelled) == .cancelled)
    #expect(problem(MongoFailure.Code.cancelled) == .cancelled)
  }

  @Test(arguments: MongoFailure.Code.allCases)
  func namesTheServerWhereverItMatters(code: MongoFailure.Code) {
    switch problem(code) {
    case .cancelled, .conflict: break
    case let other: #expect(other.endpoint == mongo)
    }
  }
}
