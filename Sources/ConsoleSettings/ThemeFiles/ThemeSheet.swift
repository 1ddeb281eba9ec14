import ConsoleScreen

/// One theme file as read: its own roles, before what it inherits is added.
struct ThemeSheet {
  let name: String
  let parent: String?
  private let file: String
  private let roles: [Role: Appearance]

  /// Reads a theme; what is wrong goes to `faults` with its line.
  init?(_ text: String, file: String, faults: inout [SettingsFault]) {
    guard let root = YAMLMapping.parse(text, file: file, faults: &faults) else { return nil }
    root.requireKnown(["name", "inherits", "background", "vars", "roles"], faults: &faults)
    guard let name = root.required("name", faults: &faults) else { return nil }
    self.name = name
    self.file = file
    parent = root.string("inherits", faults: &faults)
    let variables = Self.variables(root, &faults)
    var roles: [Role: Appearance] = [:]
    if let node = root["roles"] {
      let table = YAMLMapping(node, file: file, path: "roles", faults: &faults)
      table.requireKnown(Set(Role.allCases.map(\.rawValue)), faults: &faults)
      for role in Role.allCases {
        guard let node = table[role.rawValue] else { continue }
        let entry = YAMLMapping(
          node,
          file: file,
          path: "roles.\(role.rawValue)",
          faults: &faults
        )
        roles[role] = Self.appearance(entry, variables, &faults)
      }
    }
    self.roles = roles
  }

  /// The theme with everything it inherits; a circle or an unknown parent is a fault.
  func theme(inheriting sheets: [String: ThemeSheet], faults: inout [SettingsFault]) -> Theme {
    var merged = roles
    var seen: Set<String> = [name]
    var next = parent
    while let parentName = next {
      guard let sheet = sheets[parentName], seen.insert(parentName).inserted else {
        faults.append(
          SettingsFault(
            place: "\(file): inherits",
            what: "`\(parentName)` is unknown or inherits this theme",
            remedy: "known are: \(sheets.keys.sorted().joined(separator: ", "))"
          )
        )
        break
      }
      merged.merge(sheet.roles) { own, _ in own }
      next = sheet.parent
    }
    return Theme(name: name, roles: merged)
  }

  private static func variables(
    _ root: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> [String: String] {
    guard let node = root["vars"] else { return [:] }
    let table = YAMLMapping(node, file: root.file, path: "vars", faults: &faults)
    var variables: [String: String] = [:]
    for name in table.names { variables[name] = table.string(name, faults: &faults) }
    return variables
  }

  private static func appearance(
    _ entry: YAMLMapping,
    _ variables: [String: String],
    _ faults: inout [SettingsFault]
  ) -> Appearance {
    entry.requireKnown(["fg", "bg", "attr", "fg16", "bg16", "mono"], faults: &faults)
    let color = { (key: String, faults: inout [SettingsFault]) -> Color? in
      guard let text = entry.string(key, faults: &faults) else { return nil }
      if let color = ColorText.color(text, variables) { return color }
      faults.append(
        SettingsFault(
          place: entry.place(key),
          what: "`\(text)` is no colour",
          remedy: "write default, a name such as bright red, 0-255, #rrggbb or $variable"
        )
      )
      return nil
    }
    var appearance = Appearance(
      foreground: color("fg", &faults) ?? .standard,
      background: color("bg", &faults) ?? .standard,
      attributes: attributes("attr", entry, &faults),
      mono: attributes("mono", entry, &faults)
    )
    let sixteen = (color("fg16", &faults), color("bg16", &faults))
    if sixteen.0 != nil || sixteen.1 != nil {
      appearance.sixteen = (sixteen.0 ?? .standard, sixteen.1 ?? .standard)
    }
    return appearance
  }

  private static func attributes(
    _ key: String,
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> Attributes {
    let known: [String: Attributes] = [
      "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    ]
    var attributes: Attributes = []
    for word in entry.strings(key, faults: &faults) ?? [] {
      if let attribute = known[word] {
        attributes.insert(attribute)
      } else {
        faults.append(
          SettingsFault(
            place: entry.place(key),
            what: "`\(word)` is no attribute",
            remedy: "known are: \(known.keys.sorted().joined(separator: ", "))"
          )
        )
      }
    }
    return attributes
  }
}
