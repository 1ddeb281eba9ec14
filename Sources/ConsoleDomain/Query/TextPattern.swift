/// What a text must look like: literal pieces with `*` between, compared without regard to case.
///
/// Without a `*` the literal may stand anywhere in the text; with one, the whole text must match.
package struct TextPattern: Hashable, Sendable {
  /// A part of a pattern.
  package enum Piece: Hashable, Sendable {
    case literal(String)
    /// `*`: any run of characters, also none.
    case anything
  }

  /// Never two literals or two `anything` in a row, no empty literal.
  package let pieces: [Piece]
  /// Written with `=`: the whole text must be the literal.
  package let isWhole: Bool

  /// Makes a pattern, joining adjacent pieces of one kind.
  package init(pieces: [Piece], isWhole: Bool = false) {
    var joined: [Piece] = []
    for piece in pieces {
      switch (joined.last, piece) {
      case (_, .literal("")), (.anything, .anything): continue
      case (.literal(let left), .literal(let right)):
        joined[joined.count - 1] = .literal(left + right)
      default: joined.append(piece)
      }
    }
    self.pieces = joined
    self.isWhole = isWhole && joined.count == 1 && joined != [.anything]
  }

  /// The literal of a pattern without `*`.
  package var literal: String? {
    if case .literal(let text) = pieces.first, pieces.count == 1 { text } else { nil }
  }

  /// Whether the literal is a whole e-mail address, so that it can be matched by hash.
  package var isAddress: Bool {
    guard let parts = literal?.split(separator: "@", omittingEmptySubsequences: false) else {
      return false
    }
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
  }
}
