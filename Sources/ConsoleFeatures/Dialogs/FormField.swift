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
    case .phrase(let phrase):
      if input.text == phrase { return nil }
      let missing = phrase.count - input.text.count
      return phrase.hasPrefix(input.text) ? "\(missing) more characters" : "type: \(phrase)"
    }
  }

  /// Something a person should know of a text that passes; nil when there is nothing.
  package var warning: String? {
    rule == .reason || rule == .note ? AuthorisationRules.warning(reason: input.text) : nil
  }
}
