/// Writing fields of CSV (RFC 4180) that no spreadsheet takes for a formula.
package enum CSVText {
  /// One field: sanitised, neutralised with an apostrophe, quoted where needed.
  package static func field(_ text: some StringProtocol) -> String {
    var field = SafeText.of(text)
    if let first = text.unicodeScalars.first, formulaStarts.contains(first) {
      field = "'" + field
    }
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0 == ";" }) else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// One line, ended as RFC 4180 says.
  package static func record(_ fields: [String]) -> String {
    fields.map { field($0) }.joined(separator: ",") + "\r\n"
  }

  private static let formulaStarts: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r"]
}
