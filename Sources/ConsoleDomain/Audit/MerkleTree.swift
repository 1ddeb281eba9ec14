import ConsoleCrypto

/// The Merkle tree hash of RFC 6962 section 2.1, built leaf by leaf.
///
/// It keeps one hash per level, so that a chain of any length takes a few hundred bytes.
package struct MerkleTree: Hashable, Sendable {
  /// Roots of complete subtrees, the largest first; their sizes are the bits of `count`.
  private var peaks: [[UInt8]] = []
  /// How many leaves were added.
  package private(set) var count = 0

  /// Makes an empty tree.
  package init() {}

  /// Adds a leaf by its hash (for the chain: a header's hash).
  package mutating func append(leafHash: [UInt8]) {
    var hash = leafHash
    var remaining = count
    while remaining & 1 == 1, let left = peaks.popLast() {
      hash = Self.node(left, hash)
      remaining >>= 1
    }
    peaks.append(hash)
    count += 1
  }

  /// The root over all leaves; the empty tree's is the hash of nothing.
  package var root: [UInt8] {
    guard var hash = peaks.last else { return SHA256.digest(of: [UInt8]()) }
    for peak in peaks.dropLast().reversed() { hash = Self.node(peak, hash) }
    return hash
  }

  static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    SHA256.digest(of: [1] + left + right)
  }
}
