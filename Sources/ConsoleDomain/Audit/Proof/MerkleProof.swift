/// Which subtrees make up a proof of RFC 6962 section 2.1, as ranges of leaves.
///
/// The ranges of a proof never overlap, so that one pass over the leaves finds all their roots with
/// a few hashes in memory, however large the tree is.
package struct MerkleProofPlan: Hashable, Sendable {
  /// In the order of the proof.
  package let ranges: [Range<Int>]
  /// How many leaves the tree has.
  package let size: Int

  /// The audit path of a leaf (2.1.1); nil when the tree of this size has no such leaf.
  package static func inclusion(of index: Int, in size: Int) -> MerkleProofPlan? {
    guard index >= 0, index < size else { return nil }
    var ranges: [Range<Int>] = []
    var lower = 0
    var upper = size
    while upper - lower > 1 {
      let middle = lower + split(upper - lower)
      if index < middle {
        ranges.append(middle..<upper)
        upper = middle
      } else {
        ranges.append(lower..<middle)
        lower = middle
      }
    }
    return MerkleProofPlan(ranges: ranges.reversed(), size: size)
  }

  /// The proof that the tree of `first` leaves is a prefix of that of `size` (2.1.2).
  ///
  /// nil for an empty first tree, which is a prefix of everything, and for one larger than the second.
  package static func consistency(from first: Int, to size: Int) -> MerkleProofPlan? {
    guard first > 0, first <= size else { return nil }
    var ranges: [Range<Int>] = []
    var lower = 0
    var upper = size
    // Whether the subtree in hand is one that the verifier has as the old root.
    var isKnown = true
    while upper != first {
      let middle = lower + split(upper - lower)
      if first <= middle {
        ranges.append(middle..<upper)
        upper = middle
      } else {
        ranges.append(lower..<middle)
        lower = middle
        isKnown = false
      }
    }
    if !isKnown { ranges.append(lower..<upper) }
    return MerkleProofPlan(ranges: ranges.reversed(), size: size)
  }

  /// The largest power of two below `size`, which is above 1.
  private static func split(_ size: Int) -> Int {
    1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount)
  }
}

/// Computes the hashes of a proof from the leaves in their order.
package struct MerkleProofBuilder: Sendable {
  private let plan: MerkleProofPlan
  /// Positions in `plan.ranges` by the order of their leaves, those not finished yet.
  private var remaining: [Int]
  private var roots: [Int: [UInt8]] = [:]
  private var subtree = MerkleTree()
  private var count = 0

  /// Begins before the first leaf.
  package init(_ plan: MerkleProofPlan) {
    self.plan = plan
    // The nearest last, where it is cheap to take.
    remaining = plan.ranges.indices.sorted {
      plan.ranges[$0].lowerBound > plan.ranges[$1].lowerBound
    }
  }

  /// Takes the next leaf; those beyond the tree are ignored.
  package mutating func append(leafHash: [UInt8]) {
    guard let position = remaining.last else { return }
    let range = plan.ranges[position]
    if range.contains(count) { subtree.append(leafHash: leafHash) }
    count += 1
    if count == range.upperBound {
      roots[position] = subtree.root
      subtree = MerkleTree()
      remaining.removeLast()
    }
  }

  /// The hashes of the proof; nil while leaves are missing.
  package var path: [[UInt8]]? {
    guard remaining.isEmpty else { return nil }
    return plan.ranges.indices.compactMap { roots[$0] }
  }
}
