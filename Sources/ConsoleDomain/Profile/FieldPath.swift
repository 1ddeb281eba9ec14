/// A path into a document, as profiles write it: `profile.emails[].value`, `metadata.**.email`.
///
/// `[]` after a name means every element of the array there, `**` any number of names, none included
/// (compliance.md b.4).
package struct FieldPath: Hashable, Sendable, CustomStringConvertible {
  /// One step down.
  package enum Step: Hashable, Sendable {
    case member(String)
    case everyElement
    case anyDepth
  }

  package var steps: [Step]

  /// Makes a path of steps.
  package init(steps: [Step]) {
    self.steps = steps
  }

  /// Reads a path; nil when it is empty, has an empty name, a name beginning with `$`, or ends in `**`.
  package init?(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      if part == "**" {
        guard steps.last != .anyDepth else { return nil }
        steps.append(.anyDepth)
        continue
      }
      var name = part
      var depth = 0
      while name.hasSuffix("[]") {
        name = name.dropLast(2)
        depth += 1
      }
      guard !name.isEmpty, !name.hasPrefix("$"), !name.contains("["), !name.contains("]"),
        !name.contains("\0")
      else { return nil }
      steps.append(.member(String(name)))
      steps += Array(repeating: .everyElement, count: depth)
    }
    guard !steps.isEmpty, steps.last != .anyDepth else { return nil }
    self.steps = steps
  }

  /// The path as it is written in a profile.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + name
      case .everyElement: text += "[]"
      case .anyDepth: text += (text.isEmpty ? "" : ".") + "**"
      }
    }
    return text
  }

  /// The top-level member that holds everything the path can reach; nil where it may be any.
  package var root: String? {
    if case .member(let name)? = steps.first { name } else { nil }
  }

  /// The path as a MongoDB filter names it, where arrays need no mark; nil with `**` in it.
  package var filterName: String? {
    var names: [String] = []
    for step in steps {
      switch step {
      case .member(let name): names.append(name)
      case .everyElement: continue
      case .anyDepth: return nil
      }
    }
    return names.joined(separator: ".")
  }
}
