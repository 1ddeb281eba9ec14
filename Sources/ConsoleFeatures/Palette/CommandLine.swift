import ConsoleDomain

/// Reading and completing a line of the palette: a name, a blank, the rest.
enum CommandLine {
  /// The name and what follows it.
  static func split(_ line: String) -> (name: String, rest: String) {
    guard let blank = line.firstIndex(of: " ") else { return (line, "") }
    return (String(line[..<blank]), String(line[line.index(after: blank)...]).trimmingBlanks)
  }

  /// Whole lines that begin with what was typed: names first, then values of the parameter.
  static func completions(of line: String, in model: Model) -> [String] {
    guard line.contains(" ") else {
      return CommandTable.entries.flatMap(\.names).filter { $0.hasPrefix(line) }.sorted()
    }
    let (name, rest) = split(line)
    guard let parameter = CommandTable.named(name)?.parameter else { return [] }
    return parameter.values(model).filter { $0.hasPrefix(rest) }.map { "\(name) \($0)" }
  }

  /// The name that was perhaps meant.
  static func nearest(to name: String) -> String? {
    NearestWord.of(name, among: CommandTable.entries.flatMap(\.names))
  }
}
