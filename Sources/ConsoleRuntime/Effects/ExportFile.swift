import ConsoleDomain
import ConsoleFeatures
import ConsoleSystem

/// Files that a person asked for: mode 0600, complete or not there at all.
struct ExportFile {
  let folder: String
  let now: Instant

  /// Writes the masked rows of a list and answers the path.
  @concurrent
  func write(
    _ rows: ExportedRows,
    as format: ExportFormat,
    to path: String?
  ) async throws(SystemFailure) -> String {
    let end = format == .csv ? "\r\n" : "\n"
    var text = rows.header(format).map { $0 + end } ?? ""
    for position in 0..<rows.count {
      guard let line = rows.line(position, as: format, at: now) else { continue }
      text += line + end
    }
    return try replace(path ?? name("\(rows.subject)s", format.rawValue), with: text)
  }

  /// Writes a receipt as the text that the screen shows and answers the path.
  func write(_ receipt: ActionReceipt) throws(SystemFailure) -> String {
    try replace(
      name("receipt-\(receipt.plan.id)", "txt"),
      with: receipt.lines.joined(separator: "\n") + "\n"
    )
  }

  private func replace(_ path: String, with text: String) throws(SystemFailure) -> String {
    try File(path).replace(with: text.utf8)
    return path
  }

  private func name(_ stem: String, _ suffix: String) -> String {
    let stamp = now.iso8601.filter { $0.isNumber }.prefix(14)
    return "\(folder)/holdfast-\(stem)-\(stamp).\(suffix)"
  }
}
