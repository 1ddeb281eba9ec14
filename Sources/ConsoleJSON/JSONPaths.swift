import CxxJSON

/// Dotted paths compiled for `JSONReader`; a value that any number of readers may share.
package struct JSONPaths: Sendable {
  /// Number of paths; field `n` of an extraction belongs to path `n`.
  package let count: Int

  /// The trie in preorder, as the C side reads it.
  let steps: [cxxjson_step]
  /// All names of the trie, one behind the other.
  let names: [UInt8]

  /// Compiles paths such as `user.id`; a path given twice fills its first place only.
  package init(_ paths: [String]) {
    count = paths.count
    let root = Branch()
    for (slot, path) in paths.enumerated() {
      root.insert(path.split(separator: ".").map(String.init)[...], slot: slot)
    }
    var layout = Layout()
    layout.append(root, name: "")
    steps = layout.steps
    names = layout.names
  }

  /// A trie while it is being built.
  private final class Branch {
    var slot: Int?
    var children: [(name: String, branch: Branch)] = []

    func insert(_ path: ArraySlice<String>, slot: Int) {
      guard let name = path.first else {
        if self.slot == nil { self.slot = slot }
        return
      }
      if let known = children.first(where: { $0.name == name }) {
        known.branch.insert(path.dropFirst(), slot: slot)
      } else {
        let branch = Branch()
        children.append((name, branch))
        branch.insert(path.dropFirst(), slot: slot)
      }
    }
  }

  /// The flat form that is handed to C.
  private struct Layout {
    var steps: [cxxjson_step] = []
    var names: [UInt8] = []

    mutating func append(_ branch: Branch, name: String) {
      let index = steps.count
      steps.append(
        cxxjson_step(
          name_offset: UInt32(names.count),
          name_length: UInt32(name.utf8.count),
          slot: Int32(branch.slot ?? -1),
          first_child: 0,
          next_sibling: 0,
          end: 0
        )
      )
      names += Array(name.utf8)
      var previous: Int?
      for child in branch.children {
        if let previous {
          steps[previous].next_sibling = UInt32(steps.count)
        } else {
          steps[index].first_child = UInt32(steps.count)
        }
        previous = steps.count
        append(child.branch, name: child.name)
      }
      steps[index].end = UInt32(steps.count)
    }
  }
}
