/// Text cut into what one terminal cell (or the pair of a wide character) holds.
///
/// Each element is a base of width 1 or 2 with at most four zero-width marks: what curses'
/// `cchar_t` can carry. Anything else (a control, a mark without a base, a fifth mark) can only
/// come from text that skipped `SafeText`; it becomes `?` or is dropped, never drawn.
package struct TextCells: Sequence, IteratorProtocol {
  /// A character with the cells it takes: 1 or 2.
  package typealias Element = (character: Character, width: Int)

  private var scalars: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?

  /// The cells of a text from its start; a part of a string is copied.
  package init(_ text: some StringProtocol) {
    scalars = String(text).unicodeScalars.makeIterator()
    ahead = scalars.next()
  }

  /// The next cell's content.
  package mutating func next() -> Element? {
    guard let base = ahead else { return nil }
    ahead = scalars.next()
    guard !SafeText.isControl(base) else { return ("?", 1) }
    let width = CharacterWidth.of(base)
    guard width > 0 else { return ("?", 1) }
    // Nearly always: the base stands alone.
    guard let follower = ahead, CharacterWidth.of(follower) == 0 else {
      return (Character(base), width)
    }
    return (composed(base), width)
  }

  private mutating func composed(_ base: Unicode.Scalar) -> Character {
    var cluster = String(Character(base))
    var marks = 0
    while let mark = ahead, CharacterWidth.of(mark) == 0 {
      if marks < SafeText.maximumMarks { cluster.unicodeScalars.append(mark) }
      marks += 1
      ahead = scalars.next()
    }
    // A mark that does not join this base would make two characters.
    return cluster.count == 1 ? Character(cluster) : Character(base)
  }
}
