import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// A person at the keyboard with fake stores behind the screen: keys go in, effects are answered.
///
/// Every effect is kept in `effects`; those with a sensible fake answer are answered at once.
final class Robot {
  var model: Model
  var now = testNow
  /// Everything the console asked for, in order.
  private(set) var effects: [Effect] = []
  var stores = FakeStores()

  init(
    size: Size = .usual,
    glyphs: Glyphs = .unicode,
    elevation: Elevation = .readOnly(reason: nil),
    sessions: Int = 20,
    answering: Bool = true,
    context: ConsoleContext = .staging,
    sweep: SweepStanding? = .last(.wellEnded(.seconds(3 * 3600)))
  ) {
    model = Model(
      context: context,
      size: size,
      glyphs: glyphs,
      now: testNow,
      elevation: elevation,
      keyMap: CommandTable.keyMap,
      catalog: ShellCatalog(contexts: ["eu-west-1", "prod"], themes: ["default", "light"])
    )
    stores.rows = TestSessions.rows(sessions)
    stores.isAnswering = answering
    stores.sweep = sweep
    handle(model.start())
  }

  /// Sends one message and answers what follows from it.
  @discardableResult
  func send(_ message: Message) -> Robot {
    handle(model.update(message, at: now))
    return self
  }

  /// Presses keys by their names: `2`, `Enter`, `Ctrl-T`.
  @discardableResult
  func press(_ names: String...) -> Robot {
    for name in names {
      guard let key = Key(name: name) else {
        Issue.record("no key is called \(name)")
        continue
      }
      send(.input(.key(key)))
    }
    return self
  }

  /// Types text, a key a character.
  @discardableResult
  func type(_ text: String) -> Robot {
    for character in text { send(.input(.key(.character(character)))) }
    return self
  }

  @discardableResult
  func paste(_ text: String) -> Robot { send(.input(.paste(text))) }

  /// Runs a line of the palette.
  @discardableResult
  func command(_ line: String) -> Robot {
    press(":")
    type(line)
    return press("Enter")
  }

  /// Lets time pass, with one tick at its end.
  @discardableResult
  func wait(_ duration: Duration) -> Robot {
    now = now.advanced(by: duration)
    return send(.tick)
  }

  /// Forgets the effects so far and answers them.
  func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// The screen as text.
  var screen: String { model.view().text }

  private func handle(_ asked: [Effect]) {
    effects += asked
    for effect in asked {
      for reply in stores.replies(to: effect, at: now) {
        handle(model.update(reply, at: now))
      }
    }
  }
}
