import ConsoleCrypto

/// Checks proofs without the tree, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
package enum MerkleVerification {
  /// Whether the leaf with this hash stands at `index` of the tree with this size and root.
  package static func inclusion(
    of leafHash: [UInt8],
    at index: Int,
    size: Int,
    root: [UInt8],
    path: [[UInt8]]
  ) -> Bool {
    guard index >= 0, index < size, areHashes(path + [leafHash, root]) else { return false }
    var node = index
    var last = size - 1
    var hash = leafHash
    for sibling in path {
      if last == 0 { return false }
      if node & 1 == 1 || node == last {
        hash = MerkleTree.node(sibling, hash)
        skipRightmost(&node, &last)
      } else {
        hash = MerkleTree.node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether the tree of `first` leaves with `firstRoot` is a prefix of that of `second` leaves.
  ///
  /// An empty first tree is a prefix of every tree and has no proof: only its root can be checked.
  package static func consistency(
    from first: Int,
    root firstRoot: [UInt8],
    to second: Int,
    root secondRoot: [UInt8],
    path: [[UInt8]]
  ) -> Bool {
    guard first >= 0, first <= second, areHashes(path + [firstRoot, secondRoot]) else {
      return false
    }
    if first == 0 { return path.isEmpty && firstRoot == MerkleTree().root }
    if first == second { return path.isEmpty && firstRoot == secondRoot }
    // A first tree that is a complete subtree is not repeated in the proof.
    let proof = first & (first - 1) == 0 ? [firstRoot] + path : path
    guard let start = proof.first else { return false }
    var node = first - 1
    var last = second - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var old = start
    var new = start
    for sibling in proof.dropFirst() {
      if last == 0 { return false }
      if node & 1 == 1 || node == last {
        old = MerkleTree.node(sibling, old)
        new = MerkleTree.node(sibling, new)
        skipRightmost(&node, &last)
      } else {
        new = MerkleTree.node(new, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && old == firstRoot && new == secondRoot
  }

  /// At the right edge a node without a sibling is its own parent: go up to where it has one.
  private static func skipRightmost(_ node: inout Int, _ last: inout Int) {
    guard node & 1 == 0 else { return }
    while node & 1 == 0, node != 0 {
      node >>= 1
      last >>= 1
    }
  }

  private static func areHashes(_ hashes: [[UInt8]]) -> Bool {
    hashes.allSatisfy { $0.count == SHA256.byteCount }
  }
}
