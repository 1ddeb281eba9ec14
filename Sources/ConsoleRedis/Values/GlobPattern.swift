/// Escapes bytes so that a `MATCH` pattern takes them literally.
///
/// The special bytes are those of `stringmatchlen` in Redis' util.c; the libraries that write the
/// keys do not escape their prefixes, so a console must.
package func escapeGlob(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  let special = Set("*?[]\\^-".utf8)
  return bytes.reduce(into: []) { escaped, byte in
    if special.contains(byte) { escaped.append(UInt8(ascii: "\\")) }
    escaped.append(byte)
  }
}
