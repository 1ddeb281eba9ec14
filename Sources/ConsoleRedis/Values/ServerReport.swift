/// The fields of an `INFO` reply by name; section headings are left out.
///
/// Redis documents the form as `name:value` lines ended by CRLF, headings starting with `#`.
package func parseServerReport(_ text: String) -> [String: String] {
  var fields: [String: String] = [:]
  for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
    guard let colon = line.firstIndex(of: ":") else { continue }
    fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
  }
  return fields
}
