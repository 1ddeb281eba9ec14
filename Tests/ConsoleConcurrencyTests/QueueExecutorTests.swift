import ConsoleConcurrency
import Testing

struct QueueExecutorTests {
  private actor Counter {
    private let executor = QueueExecutor(label: "holdfast.test.counter")
    private var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor {
      unsafe executor.asUnownedSerialExecutor()
    }

    func increase() -> Int {
      executor.checkIsolated()
      let before = count
      count = before + 1
      return count
    }
  }

  @Test func runsAnActorsWorkOneAtATimeOnItsQueue() async {
    let counter = Counter()
    await withTaskGroup { group in
      for _ in 0..<1000 { group.addTask { _ = await counter.increase() } }
    }
    #expect(await counter.increase() == 1001)
  }
}
