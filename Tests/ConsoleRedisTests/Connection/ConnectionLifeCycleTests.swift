import ConsoleConcurrency
import ConsoleRedis
import Testing

struct ConnectionLifeCycleTests {
  private static let backoff = Backoff(base: .seconds(2), cap: .seconds(10))

  private func lifeCycle(_ steps: [GreetingStep] = [.setName, .identify]) -> ConnectionLifeCycle {
    ConnectionLifeCycle(steps: steps, backoff: Self.backoff)
  }

  private func ready(_ steps: [GreetingStep] = [.setName]) -> ConnectionLifeCycle {
    var life = lifeCycle(steps)
    _ = life.use(at: .zero)
    _ = life.opened()
    for _ in steps { _ = life.greeted() }
    return life
  }

  @Test func greetsStepByStepBeforeTheFirstCommand() {
    var life = lifeCycle([.authenticate, .setName, .select, .identify])
    #expect(life.use(at: .zero) == .connect)
    #expect(life.state == .connecting)
    #expect(life.opened() == .greet(.authenticate))
    #expect(life.greeted() == .greet(.setName))
    #expect(life.greeted() == .greet(.select))
    #expect(life.state == .greeting(.select))
    #expect(life.greeted() == .greet(.identify))
    #expect(life.greeted() == .proceed(generation: 1))
    #expect(life.use(at: .seconds(1)) == .proceed(generation: 1))
  }

  @Test func isReadyAtOnceWithoutSteps() {
    var life = lifeCycle([])
    _ = life.use(at: .zero)
    #expect(life.opened() == .proceed(generation: 1))
  }

  @Test func restsLongerAfterEachFailureUpToTheCap() {
    var life = lifeCycle()
    var now = Duration.zero
    for rest in [2, 4, 8, 10, 10] {
      #expect(life.use(at: now) == .connect)
      #expect(life.failed(at: now, fraction: 1) == .drop)
      #expect(life.use(at: now) == .refuse(retryIn: .seconds(rest)))
      now += .seconds(rest)
    }
    #expect(life.failures == 5)
  }

  @Test func aFailedGreetingRestsToo() {
    var life = lifeCycle()
    _ = life.use(at: .zero)
    _ = life.opened()
    #expect(life.failed(at: .seconds(1), fraction: 0) == .drop)
    #expect(life.state == .resting(until: .seconds(2)))
    #expect(life.use(at: .milliseconds(1500)) == .refuse(retryIn: .milliseconds(500)))
    #expect(life.use(at: .seconds(2)) == .connect)
  }

  @Test func aLostConnectionIsMadeAnewAtOnceAsTheNextGeneration() {
    var life = ready()
    #expect(life.lost() == .drop)
    #expect(life.use(at: .seconds(1)) == .connect)
    #expect(life.opened() == .greet(.setName))
    #expect(life.greeted() == .proceed(generation: 2))
  }

  @Test func beingReadyForgetsEarlierFailures() {
    var life = lifeCycle([])
    _ = life.use(at: .zero)
    _ = life.failed(at: .zero, fraction: 1)
    _ = life.use(at: .seconds(9))
    _ = life.opened()
    #expect(life.failures == 0)
  }

  @Test func aCallerWhoGivesUpWhileConnectingCausesNoRest() {
    var life = lifeCycle()
    _ = life.use(at: .zero)
    _ = life.lost()
    #expect(life.use(at: .zero) == .connect)
    #expect(life.failures == 0)
  }

  @Test func closedIsForEver() {
    var life = ready()
    #expect(life.close() == .drop)
    #expect(life.use(at: .seconds(100)) == .refuseForEver)
    _ = life.lost()
    _ = life.failed(at: .zero, fraction: 0)
    #expect(life.state == .closed)
  }

  @Test func dropsAStreamThatNobodyAskedFor() {
    var life = ready()
    #expect(life.opened() == .drop)
    #expect(life.greeted() == .drop)
    var fresh = lifeCycle()
    #expect(fresh.opened() == .drop)
  }

  @Test func asksForTheStepsThatTheAddressNeeds() throws {
    #expect(try steps("redis://h") == [.setName, .identify])
    #expect(try steps("redis://:p@h/3") == [.authenticate, .setName, .select, .identify])
    #expect(GreetingStep.allCases.filter(\.isOptional) == [.setName, .identify])
  }

  private func steps(_ text: String) throws -> [GreetingStep] {
    GreetingStep.steps(for: try RedisAddress(parsing: text))
  }
}
