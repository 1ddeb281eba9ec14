import ConsoleConcurrency
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DeadlineTests {
  private enum Failure: Error, Equatable {
    case timedOut
    case cancelled
    case refused
  }

  private func answer(
    within deadline: Duration,
    clock: any Clock<Duration> = ManualClock(),
    whenAbandoned: @escaping @Sendable () -> Void = {},
    operation: @escaping @Sendable () async throws(Failure) -> Int
  ) async -> Result<Int, Failure> {
    do throws(Failure) {
      return .success(
        try await withDeadline(
          deadline,
          clock: clock,
          onTimeout: .timedOut,
          onCancel: .cancelled,
          whenAbandoned: whenAbandoned,
          operation: operation
        )
      )
    } catch {
      return .failure(error)
    }
  }

  @Test func passesOnAnAnswerThatComesInTime() async {
    let abandoned = Mutex(0)
    let result = await answer(
      within: .seconds(4),
      whenAbandoned: { abandoned.withLock { $0 += 1 } },
      operation: { 7 }
    )
    #expect(result == .success(7))
    #expect(abandoned.withLock { $0 } == 0)
  }

  @Test func passesOnTheOperationsOwnFailure() async {
    let result = await answer(
      within: .seconds(4),
      operation: { () throws(Failure) in throw .refused }
    )
    #expect(result == .failure(.refused))
  }

  @Test func answersAtTheDeadlineThoughTheOperationNeverReturns() async {
    let clock = ManualClock()
    let gate = Gate()
    let abandoned = Mutex(0)
    async let result = answer(
      within: .seconds(4),
      clock: clock,
      whenAbandoned: { abandoned.withLock { $0 += 1 } },
      operation: {
        clock.advance(by: .seconds(5))
        await gate.pass()
        return 7
      }
    )
    // The timer may start after a move of the clock, so it is moved until the answer is there.
    let mover = Task {
      while !Task.isCancelled {
        clock.advance(by: .seconds(5))
        await Task.yield()
      }
    }
    #expect(await result == .failure(.timedOut))
    mover.cancel()
    #expect(abandoned.withLock { $0 } == 1)
    gate.open()
  }

  @Test func dropsALateAnswer() async {
    let gate = Gate()
    let ended = Gate()
    let clock = ManualClock()
    let result = await answer(within: .zero, clock: clock) {
      await gate.pass()
      ended.open()
      return 7
    }
    #expect(result == .failure(.timedOut))
    gate.open()
    await ended.pass()
  }

  @Test func answersACancelledCallerThoughTheOperationIgnoresIt() async {
    let started = Gate()
    let gate = Gate()
    let abandoned = Mutex(0)
    let caller = Task {
      await answer(
        within: .seconds(4),
        whenAbandoned: { abandoned.withLock { $0 += 1 } },
        operation: {
          started.open()
          await gate.pass()
          return 7
        }
      )
    }
    await started.pass()
    caller.cancel()
    #expect(await caller.value == .failure(.cancelled))
    #expect(abandoned.withLock { $0 } == 1)
    gate.open()
  }

  @Test func cancelsTheAbandonedOperation() async {
    let sawCancellation = Gate()
    let result = await answer(within: .zero) {
      await withTaskCancellationHandler {
        await sawCancellation.pass()
      } onCancel: {
        sawCancellation.open()
      }
      return 7
    }
    #expect(result == .failure(.timedOut))
    await sawCancellation.pass()
  }
}
