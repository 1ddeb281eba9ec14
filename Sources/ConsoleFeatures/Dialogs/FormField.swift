import ConsoleDomain
package import ConsoleScreen

/// A labelled line of input and the rule it must pass.
package struct FormField: Equatable, Sendable {
  package var label: String
  package var input: TextField
  package var rule: Rule

  /// What a field accepts.
  package enum Rule: Hashable, Sendable {
    /// Some words that say why.
    case reason
    /// A ticket that matches this pattern as a whole, or `none yet`.
    case ticket(pattern: String?)
    /// Nothing, or some words; how many is for the dialog to say.
    case note
    /// Some words.
    case text
    /// Nothing, or some words.
    case optional
    /// A whole number of days, one or more.
    case days
    /// Nothing, or a date: `2026-12-31`.
    case date
    /// Exactly this, typed by hand.
    case phrase(String)
  }

  init(_ label: String, _ text: String = "", _ rule: Rule) {
    self.label = label
    input = TextField(text)
    self.rule = rule
  }

  /// Whether pasting is accepted.
  var takesPaste: Bool {
    if case .phrase = rule { return false }
    return true
  }

  /// What is missing; nil when the rule is met.
  package var problem: String? {
    let text = input.text.trimmingBlanks
    switch rule {
    case .reason: return AuthorisationRules.fault(reason: text)
    case .ticket(let pattern): return AuthorisationRules.fault(ticket: text, pattern: pattern)
    case .note: return text.isEmpty ? nil : AuthorisationRules.fault(reason: text)
    case .text: return text.isEmpty ? "some words" : nil
    case .optional: return nil
    case .days: return (Int(text) ?? 0) >= 1 ? nil : "a number of days, 1 or more"
    case .date:
      let isDate = text.utf8.count == 10 && Instant(iso8601: text) != nil
      return text.isEmpty || isDate ? nil : "a date like 2026-12-31, or nothing"
    case .phrase(let phrase):
      if input.text == phrase { return nil }
      // What is to be typed has to be seen before it is begun, and until it is done.
      guard phrase.hasPrefix(input.text), !input.text.isEmpty else { return phrase }
      return "\(phrase.count - input.text.count) more characters of: \(phrase)"
    }
  }

  /// Something a person should know of a text that passes; nil when there is nothing.
  package var warning: String? {
    rule == .reason || rule == .note ? AuthorisationRules.warning(reason: input.text) : nil
  }
}
