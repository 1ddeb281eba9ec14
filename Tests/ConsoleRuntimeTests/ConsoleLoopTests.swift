import ConsoleConcurrency
import ConsoleDomain
import ConsoleFeatures
import ConsoleScreen
import ConsoleSystem
import Testing

@testable import ConsoleRuntime

@MainActor
@Suite("The loop", .timeLimit(.minutes(1)))
struct ConsoleLoopTests {
  @Test func drawsOnceForAllThatWaits() async {
    let fixture = LoopFixture()
    fixture.type(.down, .down, .up, .down)
    fixture.mailbox.post(.signal(.terminate))
    _ = await fixture.loop.run()
    #expect(fixture.display.frames.count == 1)
  }

  @Test func holdsTheNextFrameBackForTheFrameInterval() async {
    let fixture = LoopFixture()
    let clock = fixture.clock
    var times: [Duration] = []
    fixture.display.onPresent = { _ in
      times.append(clock.now)
      // What is typed within the time of the first frame is shown when that time is over.
      if times.count == 1 { fixture.type(.down) }
      if times.count == 2 { fixture.mailbox.post(.signal(.terminate)) }
    }
    _ = await fixture.loop.run()
    #expect(times.count == 2)
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= ConsoleLoop.frameInterval })
  }

  @Test(arguments: [WatchedSignal.interrupt, .terminate, .hangUp])
  func endsWithTheStatusOfTheSignal(signal: WatchedSignal) async {
    let fixture = LoopFixture()
    fixture.mailbox.post(.signal(signal))
    let ending = await fixture.loop.run()
    #expect(ending.status == 128 + signal.rawValue)
    #expect(ending.isTerminalGone == (signal == .hangUp))
    #expect(fixture.closed.count == 1)
  }

  @Test func endsWhenTheTerminalIsGone() async {
    let fixture = LoopFixture()
    fixture.mailbox.post(.inputClosed)
    let ending = await fixture.loop.run()
    #expect(ending.status == 129)
    #expect(ending.isTerminalGone)
  }

  @Test func quitsByKey() async {
    let fixture = LoopFixture()
    fixture.type(.function(10))
    let ending = await fixture.loop.run()
    #expect(ending.status == 0)
    #expect(!ending.isTerminalGone)
  }

  @Test func showsWhatAScanFound() async {
    let row = SessionRow(
      id: SessionID(namespace: "sess:", bytes: Array("abcdefgh-rest".utf8)),
      userID: "64f0c0ffee64f0c0ffee0001",
      ip: "10.1.2.3",
      expiry: .at(testNow.advanced(by: .seconds(3600))),
      format: .express,
      bytes: 10
    )
    let fixture = LoopFixture(sessions: .fixed([row]))
    let clock = fixture.clock
    fixture.display.onPresent = { frame in
      clock.advance(.milliseconds(50))
      if frame.text.contains("10.1.2.3") { fixture.mailbox.post(.signal(.terminate)) }
    }
    _ = await fixture.loop.run()
    #expect(fixture.display.frames.last?.text.contains("10.1.2.3") == true)
  }

  @Test func followsTheTerminalsSize() async {
    let fixture = LoopFixture()
    fixture.display.size = Size(columns: 120, rows: 40)
    let clock = fixture.clock
    fixture.mailbox.post(.signal(.resized))
    fixture.display.onPresent = { frame in
      clock.advance(.milliseconds(50))
      if frame.size.columns == 120 { fixture.mailbox.post(.signal(.terminate)) }
    }
    _ = await fixture.loop.run()
    #expect(fixture.display.frames.last?.size == Size(columns: 120, rows: 40))
  }

  @Test func suspendsOnRequestAndDrawsAnewAfterwards() async {
    let fixture = LoopFixture()
    fixture.mailbox.post(.signal(.suspend))
    fixture.mailbox.post(.signal(.resume))
    fixture.mailbox.post(.signal(.terminate))
    _ = await fixture.loop.run()
    #expect(fixture.display.suspensions == 1)
    #expect(fixture.display.invalidations >= 1)
  }

  @Test func staysInItsContextWhenAnotherCanNotBeEntered() async {
    let fixture = LoopFixture()
    let clock = fixture.clock
    for character in ":ctx b" { fixture.type(.character(character)) }
    fixture.type(.enter)
    fixture.display.onPresent = { frame in
      clock.advance(.milliseconds(50))
      if frame.text.contains("there is no other context") {
        fixture.mailbox.post(.signal(.terminate))
      }
    }
    _ = await fixture.loop.run()
    #expect(fixture.loop.model.shell.context.name == "test")
  }

  @Test func closesTheOldContextWhenItEntersAnother() async {
    var other = ConsoleContext.test
    other.name = "b"
    let prepared = PreparedContext(context: other, ports: .test())
    let fixture = LoopFixture { _ in .success(prepared) }
    let (clock, closed) = (fixture.clock, fixture.closed)
    for character in ":ctx b" { fixture.type(.character(character)) }
    fixture.type(.enter)
    fixture.display.onPresent = { frame in
      clock.advance(.milliseconds(50))
      if closed.count == 1, frame.text.contains("DEV b") {
        fixture.mailbox.post(.signal(.terminate))
      }
    }
    _ = await fixture.loop.run()
    #expect(fixture.loop.model.shell.context.name == "b")
  }
}
