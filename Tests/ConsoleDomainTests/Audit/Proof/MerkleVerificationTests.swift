import ConsoleCrypto
import ConsoleDomain
import Testing

/// What the verifier must refuse: each claim is a true one with a single thing wrong.
@Suite struct MerkleVerificationTests {
  private static let sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 21, 32, 33]

  private func leaf(_ number: Int) -> [UInt8] {
    SHA256.digest(of: [0] + Array("leaf \(number)".utf8))
  }

  private func root(_ size: Int) -> [UInt8] {
    var tree = MerkleTree()
    for number in 0..<size { tree.append(leafHash: leaf(number)) }
    return tree.root
  }

  private func path(_ plan: MerkleProofPlan?) throws -> [[UInt8]] {
    let plan = try #require(plan)
    var builder = MerkleProofBuilder(plan)
    for number in 0..<plan.size { builder.append(leafHash: leaf(number)) }
    return try #require(builder.path)
  }

  /// A path with one thing wrong, each in turn.
  private func spoiled(_ path: [[UInt8]]) -> [[[UInt8]]] {
    let other = SHA256.digest(of: Array("other".utf8))
    var list = [path + [other], [other] + path, path + [[]]]
    if let last = path.last { list += [Array(path.dropLast()), path + [last]] }
    if !path.isEmpty { list += [Array(path.dropFirst()), []] }
    for index in path.indices {
      var changed = path
      changed[index][0] ^= 1
      list.append(changed)
      changed[index] = other
      list.append(changed)
      changed[index] = Array(path[index].dropLast())
      list.append(changed)
      changed[index] = path[index] + [0]
      list.append(changed)
    }
    if path.count > 1 { list.append(path.reversed()) }
    return list
  }

  @Test(arguments: sizes)
  func refusesEveryFalseInclusion(size: Int) throws {
    for index in 0..<size {
      let path = try path(.inclusion(of: index, in: size))
      func holds(
        leaf: [UInt8]? = nil,
        index: Int? = nil,
        size otherSize: Int? = nil,
        root: [UInt8]? = nil,
        path otherPath: [[UInt8]]? = nil
      ) -> Bool {
        MerkleVerification.inclusion(
          of: leaf ?? self.leaf(index ?? 0),
          at: index ?? 0,
          size: otherSize ?? size,
          root: root ?? self.root(size),
          path: otherPath ?? path
        )
      }
      #expect(holds(leaf: leaf(index), index: index))
      #expect(!holds(leaf: leaf(index + 1), index: index), "wrong leaf")
      #expect(!holds(leaf: [], index: index), "no leaf")
      for other in -1...size where other != index {
        #expect(!holds(leaf: leaf(index), index: other), "wrong index \(other)")
      }
      #expect(!holds(leaf: leaf(index), index: index, size: 0), "size 0")
      #expect(!holds(leaf: leaf(index), index: index, size: index), "beyond the tree")
      #expect(!holds(leaf: leaf(index), index: index, size: -1), "negative size")
      #expect(!holds(leaf: leaf(index), index: index, root: root(size + 1)), "wrong root")
      #expect(!holds(leaf: leaf(index), index: index, root: []), "no root")
      #expect(size == 1 || !holds(leaf: root(size), index: index, root: leaf(index)), "swapped")
      for path in spoiled(path) {
        #expect(!holds(leaf: leaf(index), index: index, path: path), "spoiled path")
      }
    }
  }

  @Test(arguments: sizes)
  func refusesEveryFalseConsistency(size: Int) throws {
    let newRoot = root(size)
    for first in 1...size {
      let oldRoot = root(first)
      let path = try path(.consistency(from: first, to: size))
      func holds(_ from: Int, _ old: [UInt8], _ to: Int, _ new: [UInt8], _ path: [[UInt8]]) -> Bool
      {
        MerkleVerification.consistency(from: from, root: old, to: to, root: new, path: path)
      }
      #expect(holds(first, oldRoot, size, newRoot, path))
      #expect(!holds(first, root(first + 1), size, newRoot, path), "wrong old root")
      #expect(!holds(first, oldRoot, size, root(size + 1), path), "wrong new root")
      #expect(!holds(first, [], size, [], path), "no roots")
      #expect(!holds(0, oldRoot, size, newRoot, path), "old size 0")
      #expect(!holds(-1, oldRoot, size, newRoot, path), "negative size")
      if first < size {
        #expect(!holds(first, newRoot, size, oldRoot, path), "swapped roots")
        #expect(!holds(size, newRoot, first, oldRoot, path), "old above new")
        #expect(!holds(size, oldRoot, size, newRoot, path), "same size, other root")
      }
      for path in spoiled(path) {
        #expect(!holds(first, oldRoot, size, newRoot, path), "spoiled path")
      }
    }
  }

  @Test func anEmptyTreeIsAPrefixWithoutAProof() {
    let empty = MerkleTree().root
    #expect(
      MerkleVerification.consistency(from: 0, root: empty, to: 5, root: root(5), path: [])
    )
    #expect(
      !MerkleVerification.consistency(from: 0, root: root(1), to: 5, root: root(5), path: [])
    )
    #expect(
      !MerkleVerification.consistency(from: 0, root: empty, to: 5, root: root(5), path: [empty])
    )
  }
}
