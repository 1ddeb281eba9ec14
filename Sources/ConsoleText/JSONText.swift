/// Writing strings as JSON (RFC 8259) that is also safe on a terminal.
package enum JSONText {
  /// The string in quotes; whatever `SafeText` would show is written `\uXXXX`, so nothing is lost.
  package static func quoted(_ text: some StringProtocol) -> String {
    var json = "\""
    json.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case _ where scalar.isASCII && !SafeText.isControl(scalar):
        json.unicodeScalars.append(scalar)
      case _ where SafeText.isControl(scalar) || ClusterReduction.isDeceptive(scalar):
        for unit in UTF16.encode(scalar).map({ Array($0) }) ?? [] { json += escaped(unit) }
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
