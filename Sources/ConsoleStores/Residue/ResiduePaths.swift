import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Finds where in a document a value stands: dotted paths, positions of arrays as `[]`.
struct ResiduePaths {
  /// One document names no more.
  private static let limit = 10

  let needles: NeedleSet
  private(set) var paths: Set<String> = []

  init(needles: NeedleSet, in document: MongoDocument) {
    self.needles = needles
    walk(.document(document), "")
  }

  private mutating func walk(_ value: MongoValue, _ path: String) {
    guard paths.count < Self.limit else { return }
    switch value {
    case .string(let text): if needles.matches(Array(text.utf8)) { paths.insert(path) }
    case .binary(_, let bytes): if needles.matches(bytes) { paths.insert(path) }
    case .array(let items): for item in items { walk(item, path + "[]") }
    case .document(let document):
      for (name, value) in document.elements {
        // A name may hold the value itself, and then is no path that can be shown.
        if needles.matches(Array(name.utf8)) {
          paths.insert(path + ".*")
        } else {
          walk(value, path.isEmpty ? SafeText.of(name) : "\(path).\(SafeText.of(name))")
        }
      }
    default: return
    }
  }
}
