/// What the output can show: chosen once at start from locale and `--ascii`.
package enum Alphabet: Hashable, Sendable {
  case unicode
  /// Nothing above 0x7E.
  case ascii
}
