/// A session's value as the store holds it, made safe to show; credentials in it are masked.
package struct StoredValue: Hashable, Sendable {
  /// The most bytes that are read of a value.
  package static let limit = 65_536

  /// The beginning of the value: escaped, otherwise byte for byte.
  package var text: String
  /// How many bytes `text` was made of.
  package var shown: Int
  /// How many bytes the value has.
  package var length: Int

  /// Makes a value; the reveal must be on record before.
  package init(text: String, shown: Int, length: Int) {
    self.text = text
    self.shown = shown
    self.length = length
  }
}
