package import ConsoleDomain
import ConsoleScreen

/// Fields and two buttons, as every dialog that asks for agreement has them (tui.md c.6 rule 4).
///
/// Cancel has the focus first where something can be lost. Enter in a field goes to the next one and never agrees. The button
/// that agrees is inert for a moment after opening and until every field passes, and says why.
package struct Form: Equatable, Sendable {
  /// How long the agreeing button is inert: longer than a key that was meant for the list.
  static let armingTime: Duration = .milliseconds(600)

  /// Where the keys go.
  package enum Focus: Hashable, Sendable {
    case field(Int)
    case cancel
    case agree
  }

  /// What an event came to.
  enum Decision: Equatable {
    case none
    case cancel
    case agree
  }

  package var fields: [FormField]
  package var focus: Focus
  /// The verb on the agreeing button.
  package let verb: String
  let openedAt: Instant
  /// Why there is nothing to agree to, whatever the fields say.
  var obstacle: String?
  /// Why the last event did nothing.
  package var note: String?

  init(_ fields: [FormField], verb: String, openedAt: Instant, focus: Focus = .cancel) {
    self.fields = fields
    self.focus = focus
    self.verb = verb
    self.openedAt = openedAt
  }

  /// Whether the moment after opening is over.
  func isArmed(at now: Instant) -> Bool { openedAt.duration(to: now) >= Self.armingTime }

  /// Why the agreeing button is inert; nil when it is not.
  package func blocked(at now: Instant) -> String? {
    if let obstacle { return obstacle }
    for field in fields {
      if let problem = field.problem { return "\(field.label.lowercased()): \(problem)" }
    }
    return isArmed(at: now) ? nil : "one moment"
  }

  mutating func take(_ event: TerminalEvent, at now: Instant) -> Decision {
    note = nil
    switch event {
    case .paste(let text): paste(text)
    case .key(.escape): return .cancel
    case .key(.tab), .key(.down): step(1)
    case .key(.backTab), .key(.up): step(-1)
    case .key(let key): return press(key, at: now)
    case .mouse, .resized: break
    }
    return .none
  }

  private mutating func press(_ key: Key, at now: Instant) -> Decision {
    switch (focus, key) {
    case (.field, .enter): step(1)
    case (.field(let index), _): _ = fields[index].input.take(key)
    case (.cancel, .enter), (.cancel, .character(" ")): return .cancel
    case (.agree, .enter), (.agree, .character(" ")):
      note = blocked(at: now)
      return note == nil ? .agree : .none
    case (.cancel, .right), (.cancel, .left): focus = .agree
    case (.agree, .left), (.agree, .right): focus = .cancel
    case (_, .character):
      note = fields.isEmpty ? "Tab chooses a button, Enter presses it" : "Tab moves to the fields"
    default: break
    }
    return .none
  }

  private mutating func paste(_ text: String) {
    guard case .field(let index) = focus else {
      note = "pasted text was ignored: choose a field with Tab first"
      return
    }
    guard fields[index].takesPaste else {
      note = "this has to be typed: pasted text is refused"
      return
    }
    fields[index].input.insert(text)
  }

  private mutating func step(_ direction: Int) {
    let stops = fields.indices.map(Focus.field) + [.agree, .cancel]
    let place = stops.firstIndex(of: focus) ?? 0
    focus = stops[(place + direction + stops.count) % stops.count]
  }
}
