/// What counts as a reason and as a ticket (tui.md c.6).
package enum AuthorisationRules {
  /// A ticket that a revoke accepts; the number is added later.
  package static let noneYet = "none yet"
  /// How many characters, blanks not counted, a reason has at least.
  package static let reasonLength = 10

  /// What is wrong with a reason; nil when it is accepted.
  package static func fault(reason: String) -> String? {
    let letters = reason.filter { !$0.isWhitespace }
    if letters.count < reasonLength { return "at least \(reasonLength) characters that say why" }
    return Set(letters).count == 1 ? "more than one character repeated" : nil
  }

  /// A warning that a reason seems to hold personal data; it may still be used.
  package static func warning(reason: String) -> String? {
    if reason.contains(/[^\s@]+@[^\s@]+\.[^\s@]+/) {
      return "this looks like an e-mail address: the reason is kept in the audit log"
    }
    if reason.contains(/\+?[0-9](?:[ \-().\/]{0,2}[0-9]){6,}/) {
      return "this looks like a phone number: the reason is kept in the audit log"
    }
    return nil
  }

  /// What is wrong with a ticket; nil when it matches `pattern` as a whole, or is `none yet`.
  package static func fault(ticket: String, pattern: String?) -> String? {
    if ticket == noneYet { return nil }
    guard ticket.contains(where: { !$0.isWhitespace }) else { return "a ticket, or \(noneYet)" }
    guard let pattern else { return nil }
    guard let expression = try? Regex(pattern), ticket.wholeMatch(of: expression) != nil else {
      return "a ticket like \(pattern), or \(noneYet)"
    }
    return nil
  }
}
