/// Cutting and padding sanitised text to an exact number of cells.
package enum Truncation {
  /// The text, or as much of it as fits with an ellipsis at the end.
  package static func end(
    _ text: some StringProtocol,
    to cells: Int,
    alphabet: Alphabet = .unicode
  ) -> String {
    guard cells > 0 else { return "" }
    guard exceeds(text, cells) else { return String(text) }
    return prefix(text, cells: cells - 1) + ellipsis(alphabet)
  }

  /// The text, or its start and end around an ellipsis: for ids, whose ends tell them apart.
  ///
  /// `tail` is the part of the room that the end gets.
  package static func middle(
    _ text: some StringProtocol,
    to cells: Int,
    tail: Double = 0.5,
    alphabet: Alphabet = .unicode
  ) -> String {
    guard cells > 0 else { return "" }
    guard exceeds(text, cells) else { return String(text) }
    let tail = Int(Double(cells - 1) * min(max(0, tail), 1))
    return prefix(text, cells: cells - 1 - tail) + ellipsis(alphabet) + suffix(text, cells: tail)
  }

  /// The longest start that takes at most this many cells.
  package static func prefix(_ text: some StringProtocol, cells: Int) -> String {
    var result = ""
    var used = 0
    for cell in TextCells(text) {
      guard used + cell.width <= cells else { break }
      result.append(cell.character)
      used += cell.width
    }
    return result
  }

  /// The longest end that takes at most this many cells.
  package static func suffix(_ text: some StringProtocol, cells: Int) -> String {
    var excess = CharacterWidth.of(text) - cells
    var result = ""
    for cell in TextCells(text) {
      if excess <= 0 { result.append(cell.character) }
      excess -= cell.width
    }
    return result
  }

  /// The text cut or filled with spaces to exactly this many cells.
  package static func fit(
    _ text: some StringProtocol,
    to cells: Int,
    alignment: TextAlignment = .leading,
    alphabet: Alphabet = .unicode
  ) -> String {
    let cut = end(text, to: cells, alphabet: alphabet)
    let space = max(0, cells - CharacterWidth.of(cut))
    let before =
      switch alignment {
      case .leading: 0
      case .center: space / 2
      case .trailing: space
      }
    return String(repeating: " ", count: before) + cut
      + String(repeating: " ", count: space - before)
  }

  private static func ellipsis(_ alphabet: Alphabet) -> String {
    alphabet == .ascii ? ">" : "…"
  }

  /// Stops counting as soon as the answer is known: values can be 200 KB long.
  private static func exceeds(_ text: some StringProtocol, _ cells: Int) -> Bool {
    if text.utf8.count <= cells { return false }
    var used = 0
    for cell in TextCells(text) {
      used += cell.width
      if used > cells { return true }
    }
    return false
  }
}

/// Where text stands in a space wider than it.
package enum TextAlignment: Hashable, Sendable {
  case leading
  case center
  case trailing
}
