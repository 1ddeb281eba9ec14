import ConsoleActions
import ConsoleDomain
import ConsoleFeatures
import Synchronization
import Testing

@testable import ConsoleRuntime

/// What is owed to the audit log is tried again in a console that nobody touches.
@Suite(.timeLimit(.minutes(1)))
struct AuditSettlementTests {
  private let settlement = AuditSettlement()

  @Test func triesAgainOnceMongoDBIsBack() {
    #expect(!settlement.isDue(mongoAnswers: true, at: testNow))
    #expect(!settlement.isDue(mongoAnswers: false, at: testNow))
    #expect(settlement.isDue(mongoAnswers: true, at: testNow))
    #expect(settlement.begin(at: testNow))
    #expect(!settlement.end(with: Settlement()))
    #expect(!settlement.isDue(mongoAnswers: true, at: testNow))
  }

  @Test func triesAtIntervalsWhileSomethingIsOwed() {
    settlement.owe()
    #expect(settlement.isDue(mongoAnswers: true, at: testNow))
    #expect(settlement.begin(at: testNow))
    _ = settlement.end(with: Settlement(problem: "no primary"))
    #expect(!settlement.isDue(mongoAnswers: true, at: testNow.advanced(by: .seconds(29))))
    #expect(settlement.isDue(mongoAnswers: true, at: testNow.advanced(by: .seconds(30))))
  }

  @Test func whatWaitsForItsIntentIsTriedAgain() {
    #expect(settlement.begin(at: testNow))
    #expect(!settlement.end(with: Settlement(waiting: 1)))
    #expect(settlement.isDue(mongoAnswers: true, at: testNow.advanced(by: .seconds(30))))
  }

  @Test func oneTryAtATime() {
    #expect(settlement.begin(at: testNow))
    #expect(!settlement.begin(at: testNow))
    _ = settlement.end(with: Settlement())
    #expect(settlement.begin(at: testNow))
  }

  @Test func whatIsOwedDuringATryIsNotForgotten() {
    #expect(settlement.begin(at: testNow))
    settlement.owe()
    #expect(!settlement.end(with: Settlement()))
    #expect(settlement.isDue(mongoAnswers: true, at: testNow.advanced(by: .seconds(30))))
  }

  @Test func tellsThatWhatAReceiptSaidIsOverWhoeverStoredIt() {
    settlement.owe()
    #expect(settlement.begin(at: testNow))
    #expect(settlement.end(with: Settlement()))
    #expect(settlement.begin(at: testNow))
    #expect(!settlement.end(with: Settlement()))
  }

  @Test func tellsTheSameProblemOnceAndThatItIsOver() {
    let problem = Settlement(problem: "no primary")
    #expect(settlement.end(with: problem))
    #expect(!settlement.end(with: problem))
    #expect(settlement.end(with: Settlement(stored: 1)))
    #expect(!settlement.end(with: Settlement()))
    #expect(settlement.end(with: problem))
  }

  @Test func aPingThatFindsMongoDBBackSettles() async {
    let journal = CountingJournal()
    let isSilent = Mutex(true)
    let health = HealthMonitor(
      ping: {
        var report = HealthReport.quiet
        report.mongo.problem = isSilent.withLock(\.self) ? .cancelled : nil
        return report
      },
      examine: { .quiet }
    )
    let (messages, posted) = AsyncStream<Message>.makeStream()
    let runner = EffectRunner(
      ports: .test(gate: FakeGate.make(journal: journal), health: health)
    ) { posted.yield($0) }
    var replies = messages.makeAsyncIterator()
    runner.run(.pingServers(generation: 1))
    _ = await replies.next()
    #expect(journal.reads.count == 0)
    isSilent.withLock { $0 = false }
    runner.run(.pingServers(generation: 2))
    _ = await replies.next()
    await runner.finish(.quit)
    #expect(journal.reads.count == 1)
  }
}

/// A journal that owes nothing and counts how often it was asked.
private struct CountingJournal: OutcomeJournal {
  let reads = Counter()

  func add(_ entries: [JournalEntry]) async throws(JournalProblem) {}
  func remove(eventIDs: Set<String>) async throws(JournalProblem) {}

  func pending() async throws(JournalProblem) -> OwedOutcomes {
    reads.increment()
    return OwedOutcomes()
  }
}
