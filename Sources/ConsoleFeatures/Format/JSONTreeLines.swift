import ConsoleDomain
import ConsoleScreen

/// A decoded value as indented lines; a value of any size gives at most `limit` lines.
struct JSONTreeLines {
  let glyphs: Glyphs
  var limit = 2_000

  func lines(of tree: JSONTree) -> [[Span]] {
    var lines: [[Span]] = []
    add(tree, name: nil, depth: 0, to: &lines)
    if lines.count >= limit { lines.append([Span("cut after \(limit) lines", .severityWarning)]) }
    return lines
  }

  private func add(_ tree: JSONTree, name: String?, depth: Int, to lines: inout [[Span]]) {
    guard lines.count < limit else { return }
    var line = [Span(String(repeating: "  ", count: min(depth, 12)))]
    if let name { line.append(Span(glyphs.safe(name) + ": ", .jsonKey)) }
    switch tree {
    case .null: lines.append(line + [Span("null", .jsonNull)])
    case .bool(let value): lines.append(line + [Span(value ? "true" : "false", .jsonNumber)])
    case .number(let digits): lines.append(line + [Span(glyphs.safe(digits), .jsonNumber)])
    case .string(let text, let isMasked):
      lines.append(line + [Span("\"\(glyphs.safe(text))\"", isMasked ? .piiMasked : .jsonString)])
    case .array(let values):
      lines.append(line + [Span("[\(values.count)]", .textDim)])
      for (index, value) in values.enumerated() {
        add(value, name: String(index), depth: depth + 1, to: &lines)
      }
    case .object(let members):
      lines.append(line + [Span("{\(members.count)}", .textDim)])
      for member in members { add(member.value, name: member.name, depth: depth + 1, to: &lines) }
    }
  }
}
