/// Writing strings as JSON (RFC 8259) that is also safe on a terminal.
package enum JSONText {
  /// The string in quotes; whatever `SafeText` would show is written `\uXXXX`, so nothing is lost.
  package static func quoted(_ text: some StringProtocol) -> String {
    var json = ""
    json.reserveCapacity(text.utf8.count + 2)
    appendQuoted(text, to: &json)
    return json
  }

  /// The same at the end of a text that grows; most strings are copied as they are.
  package static func appendQuoted(_ text: some StringProtocol, to json: inout String) {
    let whole = String(text)
    json += "\""
    if whole.isPrintableASCII(except: (UInt8(ascii: "\""), UInt8(ascii: "\\"))) {
      json += whole
    } else {
      escape(whole, into: &json)
    }
    json += "\""
  }

  private static func escape(_ text: String, into json: inout String) {
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
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
