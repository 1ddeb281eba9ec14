/// What one cell of the screen shows.
package struct Cell: Hashable, Sendable {
  /// A sanitised character; a space for an empty cell.
  package var character: Character
  /// 1, or 2 for the left half of a wide character; 0 for its right half.
  package var width: UInt8
  package var role: Role

  /// Makes a cell; `width` must be that of the character.
  package init(character: Character, width: UInt8 = 1, role: Role = .text) {
    self.character = character
    self.width = width
    self.role = role
  }

  /// A blank in the plain role.
  package static let blank = Cell(character: " ")
}
