import Yams

/// A mapping of a YAML file whose keys are known beforehand; collects faults with line and key path.
struct YAMLMapping {
  let file: String
  let path: String
  private let mapping: Node.Mapping

  /// Wraps a node; a node that is no mapping is a fault.
  init(_ node: Node, file: String, path: String, faults: inout [SettingsFault]) {
    self.file = file
    self.path = path
    mapping = node.mapping ?? Node.Mapping([])
    if node.mapping == nil {
      faults.append(
        SettingsFault(
          place: Self.place(file, node, path),
          what: "a list of names and values is expected here",
          remedy: "write it as indented lines of `name: value`"
        )
      )
    }
  }

  /// Keys in the order of the file.
  var names: [String] { mapping.keys.compactMap(\.string) }

  /// The node under a key.
  subscript(name: String) -> Node? { mapping[name] }

  /// `file:line: key path` of an entry.
  func place(_ name: String) -> String {
    Self.place(file, mapping[name], path.isEmpty ? name : "\(path).\(name)")
  }

  /// A text under a key; anything else there is a fault.
  func string(_ name: String, faults: inout [SettingsFault]) -> String? {
    guard let node = mapping[name], node.null == nil || node.string != "" else { return nil }
    if let scalar = node.scalar { return scalar.string }
    faults.append(
      SettingsFault(place: place(name), what: "a text is expected", remedy: "write one value")
    )
    return nil
  }

  /// `true` or `false` under a key.
  func bool(_ name: String, faults: inout [SettingsFault]) -> Bool? {
    guard let text = string(name, faults: &faults) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      faults.append(
        SettingsFault(
          place: place(name),
          what: "`\(text)` is neither true nor false",
          remedy: "write true or false"
        )
      )
      return nil
    }
  }

  /// A whole number above zero, or from another least one on, under a key.
  func positive(
    _ name: String,
    from least: Int = 1,
    faults: inout [SettingsFault]
  ) -> Int? {
    guard let text = string(name, faults: &faults) else { return nil }
    if let value = Int(text), value >= least { return value }
    faults.append(
      SettingsFault(
        place: place(name),
        what: "`\(text)` is no whole number\(least > 0 ? " above \(least - 1)" : "")",
        remedy: "write digits"
      )
    )
    return nil
  }

  /// One text or a list of texts under a key.
  func strings(_ name: String, faults: inout [SettingsFault]) -> [String]? {
    guard let node = mapping[name] else { return nil }
    if let text = node.scalar?.string { return [text] }
    if let sequence = node.sequence {
      let texts = sequence.compactMap { $0.scalar?.string }
      if texts.count == sequence.count { return texts }
    }
    faults.append(
      SettingsFault(
        place: place(name),
        what: "a list of texts is expected",
        remedy: "write `[a, b]`"
      )
    )
    return nil
  }

  /// A text under a key that must be there.
  func required(_ name: String, faults: inout [SettingsFault]) -> String? {
    guard let text = string(name, faults: &faults), !text.isEmpty else {
      faults.append(missing(name))
      return nil
    }
    return text
  }

  /// The mapping under a key that must be there.
  func section(_ name: String, faults: inout [SettingsFault]) -> YAMLMapping? {
    guard let node = mapping[name] else {
      faults.append(missing(name))
      return nil
    }
    return YAMLMapping(
      node,
      file: file,
      path: path.isEmpty ? name : "\(path).\(name)",
      faults: &faults
    )
  }

  /// The fault of an absent entry.
  func missing(_ name: String) -> SettingsFault {
    SettingsFault(place: place(name), what: "`\(name)` is missing", remedy: "add it")
  }

  /// Reports every key that is not one of `known`.
  func requireKnown(_ known: Set<String>, faults: inout [SettingsFault]) {
    for name in names where !known.contains(name) {
      faults.append(
        SettingsFault(
          place: place(name),
          what: "unknown entry `\(name)`",
          remedy: "known here are: \(known.sorted().joined(separator: ", "))"
        )
      )
    }
  }

  static func place(_ file: String, _ node: Node?, _ path: String) -> String {
    let line = node?.mark.map { ":\($0.line)" } ?? ""
    return path.isEmpty ? "\(file)\(line)" : "\(file)\(line): \(path)"
  }
}

extension YAMLMapping {
  /// Parses a whole file's text as one mapping; a syntax error is a fault with its line.
  static func parse(
    _ text: String,
    file: String,
    faults: inout [SettingsFault]
  ) -> YAMLMapping? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        return YAMLMapping(Node.mapping(Node.Mapping([])), file: file, path: "", faults: &faults)
      }
      return YAMLMapping(node, file: file, path: "", faults: &faults)
    } catch let error as YamlError {
      faults.append(
        SettingsFault(
          place: file,
          what: "not valid YAML (\(summary(of: error)))",
          remedy: "correct the line"
        )
      )
    } catch {
      faults.append(
        SettingsFault(place: file, what: "not valid YAML", remedy: "correct the file")
      )
    }
    return nil
  }

  /// The position alone: the parser's own text would quote the line, which may hold a password.
  private static func summary(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)"
    default: "the whole file"
    }
  }
}
