package import ConsoleScreen

/// A labelled line of input and the rule it must pass.
package struct FormField: Equatable, Sendable {
  package var label: String
  package var input: TextField
  package var rule: Rule

  /// What a field accepts.
  package enum Rule: Hashable, Sendable {
    /// At least ten characters that say why.
    case reason
    /// A ticket that matches this pattern as a whole, or `none yet` where that is allowed.
    case ticket(pattern: String?, allowsNone: Bool)
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
    case .reason:
      if text.count < 10 { return "\(10 - text.count) more characters" }
      return Set(text).count < 3 ? "say why in words" : nil
    case .ticket(let pattern, let allowsNone):
      if text.isEmpty { return allowsNone ? "missing; \"none yet\" will do" : "missing" }
      if allowsNone, text == "none yet" { return nil }
      guard let pattern, let regex = try? Regex(pattern) else { return nil }
      return text.wholeMatch(of: regex) == nil ? "does not look like \(pattern)" : nil
    case .phrase(let phrase):
      if input.text == phrase { return nil }
      if phrase.hasPrefix(input.text) {
        return "\(phrase.count - input.text.count) more characters"
      }
      return "type: \(phrase)"
    }
  }

  /// Something a person should know of a text that passes; nil when there is nothing.
  package var warning: String? {
    guard rule == .reason, input.text.contains("@") else { return nil }
    return "this will be kept: leave addresses of people out"
  }
}
