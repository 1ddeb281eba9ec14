import Testing

@testable import ConsoleMongo

@Suite
struct MongoFailureTests {
  @Test func describesItselfByNamesAndNumbers() {
    let failure = MongoFailure(
      .unauthorized,
      in: "find",
      serverCode: 13,
      codeName: "Unauthorized",
      labels: ["L"]
    )
    #expect("\(failure)" == "find: unauthorized (Unauthorized 13)")
    #expect(
      "\(MongoFailure(.unreachable, in: "find", reason: "connection refused"))"
        == "find: unreachable: connection refused"
    )
  }

  @Test func onlySomeFailuresLeaveTheOutcomeUnknown() {
    let unknown = MongoFailure.Code.allCases.filter {
      MongoFailure($0, in: "insertOne").isOutcomeUnknown
    }
    #expect(
      Set(unknown) == [.unreachable, .timedOut, .cancelled, .writeConcern, .protocolViolation]
    )
    #expect(
      MongoFailure(
        .serverError,
        in: "transaction",
        labels: ["UnknownTransactionCommitResult"]
      ).isOutcomeUnknown
    )
  }

  @Test func keepsPhrasesOfTheDriverAndNothingElse() {
    let message =
      "No suitable servers found: [connection refused calling hello on 'planted-5d2e:27017']"
    #expect(DriverPhrase.known(in: message) == "connection refused")
    #expect(DriverPhrase.known(in: "planted-5d2e") == nil)
  }
}
