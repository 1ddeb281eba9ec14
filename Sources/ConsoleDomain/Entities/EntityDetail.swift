/// One document of a mapped collection read afresh, with its tree masked.
package struct EntityDetail: Hashable, Sendable {
  package var row: EntityRow
  /// The whole document; personal data is masked by name, by look and by the profile's paths.
  package var tree: JSONTree
  /// Whether all that this identity may read is the masked view: then the tree is not the document.
  package var isPartial: Bool
  package var readAt: Instant

  /// Makes a detail.
  package init(row: EntityRow, tree: JSONTree, isPartial: Bool = false, readAt: Instant) {
    self.row = row
    self.tree = tree
    self.isPartial = isPartial
    self.readAt = readAt
  }
}

/// A document with its personal data in clear, shown for a while; secrets stay masked.
package struct RevealedEntity: Hashable, Sendable {
  package var tree: JSONTree

  /// Makes a revealed document; the reveal must be on record before.
  package init(tree: JSONTree) {
    self.tree = tree
  }
}
