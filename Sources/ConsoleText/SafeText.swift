/// The one way for foreign text (from a store, a file, an environment) to a cell, a log or a pipe.
///
/// The result holds no control character, no bidi or format control, nothing invisible and nothing
/// the terminal's width table does not know: such scalars are shown as `␛`, `<U+202E>` or `\xNN`.
/// Clusters keep a base and at most four marks. Cleaning clean text changes nothing.
package enum SafeText {
  /// The zero-width marks kept on a base; with it they fill the five places of curses' `cchar_t`.
  package static let maximumMarks = 4

  /// Makes text safe; newlines and tabs are made visible too.
  package static func of(_ text: some StringProtocol, alphabet: Alphabet = .unicode) -> String {
    let whole = String(text)
    if whole.isPrintableASCII() { return whole }
    var safe = ""
    safe.reserveCapacity(text.utf8.count)
    for cluster in text { append(cluster, to: &safe, alphabet) }
    return safe
  }

  /// Makes bytes safe; those that are not valid UTF-8 become `\xNN`.
  package static func of(
    bytes: some Collection<UInt8>,
    alphabet: Alphabet = .unicode
  ) -> String {
    var safe = ""
    var valid = ""
    var rest = bytes[...]
    var input = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        valid.unicodeScalars.append(Unicode.UTF8.decode(encoded))
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        safe += of(valid, alphabet: alphabet)
        valid = ""
        for byte in rest.prefix(length) { safe += escaped(byte: byte) }
        rest = rest.dropFirst(length)
      case .emptyInput:
        return safe + of(valid, alphabet: alphabet)
      }
    }
  }

  /// Whether a scalar is C0, DEL or C1.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0)
  }

  private static func append(
    _ cluster: Character,
    to safe: inout String,
    _ alphabet: Alphabet
  ) {
    if let byte = cluster.asciiValue, byte >= 0x20, byte < 0x7F { return safe.append(cluster) }
    var reduction = ClusterReduction()
    for scalar in cluster.unicodeScalars {
      switch reduction.take(scalar) {
      case .keep: safe.unicodeScalars.append(scalar)
      case .drop: break
      case .show: safe += visible(scalar, alphabet)
      }
    }
  }

  private static func visible(_ scalar: Unicode.Scalar, _ alphabet: Alphabet) -> String {
    let value = scalar.value
    guard value < 0x20 || value == 0x7F else { return notation(value) }
    switch alphabet {
    case .ascii:
      return "^" + String(Character(Unicode.Scalar(UInt8(value ^ 0x40))))
    case .unicode:
      // Control Pictures: U+2400 and up for C0, U+2421 for DEL.
      let picture = Unicode.Scalar(value == 0x7F ? 0x2421 : 0x2400 + value)
      return picture.map { String(Character($0)) } ?? notation(value)
    }
  }

  private static func notation(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  private static func escaped(byte: UInt8) -> String {
    (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16, uppercase: true)
  }
}

extension String {
  /// Whether nothing in it needs a closer look; most texts of a store pass, so it reads bytes in place.
  func isPrintableASCII(except others: (UInt8, UInt8) = (0, 0)) -> Bool {
    let bytes = utf8.span
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte >= 0x7F || byte == others.0 || byte == others.1 { return false }
    }
    return true
  }
}
