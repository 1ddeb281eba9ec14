import ConsoleDomain

/// What counts as a reason and as a ticket (tui.md c.6).
enum TicketRule {
  /// Accepted for a revoke; the number is added later.
  static let noneYet = "none yet"

  static func check(reason: String) throws(GateRefusal) {
    let letters = reason.filter { !$0.isWhitespace }
    guard letters.count >= 10 else {
      throw .invalid(field: "reason", wanted: "at least 10 characters that say why")
    }
    guard Set(letters).count > 1 else {
      throw .invalid(field: "reason", wanted: "more than one character repeated")
    }
  }

  static func check(ticket: String, pattern: String?) throws(GateRefusal) {
    if ticket == noneYet { return }
    guard ticket.contains(where: { !$0.isWhitespace }) else {
      throw .invalid(field: "ticket", wanted: "a ticket, or `\(noneYet)`")
    }
    guard let pattern else { return }
    guard let expression = try? Regex(pattern), ticket.wholeMatch(of: expression) != nil else {
      throw .invalid(field: "ticket", wanted: "a ticket like \(pattern), or `\(noneYet)`")
    }
  }
}
