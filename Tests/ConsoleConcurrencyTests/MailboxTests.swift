import ConsoleConcurrency
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MailboxTests {
  @Test func givesEverythingThatWaitsAsOneBatchInOrder() async {
    let mailbox = Mailbox<Int>()
    for number in 1...3 { mailbox.post(number) }
    #expect(await mailbox.next() == [1, 2, 3])
  }

  @Test func wakesAWaitingReader() async {
    let mailbox = Mailbox<String>()
    async let batch = mailbox.next()
    mailbox.post("late")
    #expect(await batch == ["late"])
  }

  @Test func losesNothingOfManyWriters() async {
    let mailbox = Mailbox<Int>()
    let reader = Task {
      var sum = 0
      for await batch in mailbox { sum += batch.reduce(0, +) }
      return sum
    }
    await withTaskGroup { group in
      for writer in 0..<8 {
        group.addTask { for number in 0..<500 { mailbox.post(writer * 500 + number) } }
      }
    }
    mailbox.close()
    #expect(await reader.value == (0..<4000).reduce(0, +))
  }

  @Test func deliversWhatWaitedBeforeItEnds() async {
    let mailbox = Mailbox<Int>()
    mailbox.post(1)
    mailbox.close()
    mailbox.post(2)
    #expect(await mailbox.next() == [1])
    #expect(await mailbox.next() == nil)
  }

  @Test func endsForACancelledReader() async {
    let mailbox = Mailbox<Int>()
    let reader = Task { await mailbox.next() }
    reader.cancel()
    #expect(await reader.value == nil)
  }
}
