import ConsoleConcurrency
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TaskSlotsTests {
  @Test func cancelsTheOlderTaskOfASlot() async {
    let slots = TaskSlots<String>()
    let firstEnded = Gate()
    let secondGate = Gate()
    let secondEnded = Gate()
    slots.start("detail") {
      let cancelled = Gate()
      await withTaskCancellationHandler {
        await cancelled.pass()
      } onCancel: {
        cancelled.open()
      }
      firstEnded.open()
    }
    slots.start("detail") {
      await secondGate.pass()
      secondEnded.open()
    }
    await firstEnded.pass()
    #expect(slots.occupied == ["detail"])
    secondGate.open()
    await secondEnded.pass()
  }

  @Test func leavesOtherSlotsAlone() async {
    let slots = TaskSlots<Int>()
    let gate = Gate()
    let wasCancelled = Mutex<Bool?>(nil)
    slots.start(1) {
      await gate.pass()
      wasCancelled.withLock { $0 = Task.isCancelled }
    }
    slots.start(2) {}
    slots.cancel(2)
    gate.open()
    while wasCancelled.withLock({ $0 }) == nil { await Task.yield() }
    #expect(wasCancelled.withLock { $0 } == false)
  }

  @Test func freesTheSlotOfATaskThatEnded() async {
    let slots = TaskSlots<Int>()
    slots.start(1) {}
    while !slots.occupied.isEmpty { await Task.yield() }
    #expect(slots.occupied.isEmpty)
  }

  @Test func waitsForEverythingItCancels() async {
    let slots = TaskSlots<Int>()
    let ended = Mutex(0)
    for slot in 0..<4 {
      slots.start(slot) {
        while !Task.isCancelled { await Task.yield() }
        ended.withLock { $0 += 1 }
      }
    }
    await slots.cancelAll()
    #expect(ended.withLock { $0 } == 4)
    #expect(slots.occupied.isEmpty)
  }
}
