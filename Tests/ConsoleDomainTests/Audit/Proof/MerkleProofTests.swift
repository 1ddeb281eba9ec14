import ConsoleCrypto
import ConsoleDomain
import Testing

@Suite struct MerkleProofTests {
  private static let largest = 70

  private func leaf(_ number: Int) -> [UInt8] {
    SHA256.digest(of: [0] + Array("leaf \(number)".utf8))
  }

  private func root(_ size: Int) -> [UInt8] {
    var tree = MerkleTree()
    for number in 0..<size { tree.append(leafHash: leaf(number)) }
    return tree.root
  }

  private func path(_ plan: MerkleProofPlan?, leaves: Int) throws -> [[UInt8]] {
    var builder = MerkleProofBuilder(try #require(plan))
    for number in 0..<leaves { builder.append(leafHash: leaf(number)) }
    return try #require(builder.path)
  }

  /// The definitions of RFC 6962 section 2.1.1, by recursion over slices.
  private func definedPath(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
    guard leaves.count > 1 else { return [] }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let left = leaves.prefix(half)
    let right = leaves.dropFirst(half)
    return index < half
      ? definedPath(index, left) + [hash(right)]
      : definedPath(index - half, right) + [hash(left)]
  }

  private func hash(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    var tree = MerkleTree()
    for leaf in leaves { tree.append(leafHash: leaf) }
    return tree.root
  }

  @Test func everyLeafOfEveryTreeIsProved() throws {
    for size in 1...Self.largest {
      let root = root(size)
      for index in 0..<size {
        let path = try path(.inclusion(of: index, in: size), leaves: size)
        #expect(path == definedPath(index, (0..<size).map(leaf)[...]))
        #expect(
          MerkleVerification.inclusion(
            of: leaf(index),
            at: index,
            size: size,
            root: root,
            path: path
          )
        )
      }
    }
  }

  @Test func everyPrefixOfEveryTreeIsProved() throws {
    for size in 1...Self.largest {
      let root = root(size)
      for first in 1...size {
        let path = try path(.consistency(from: first, to: size), leaves: size)
        #expect(
          MerkleVerification.consistency(
            from: first,
            root: self.root(first),
            to: size,
            root: root,
            path: path
          )
        )
      }
    }
  }

  /// The trees and proofs of the Certificate Transparency reference implementation.
  @Test func theReferenceTreesHaveTheirProofs() throws {
    let leaves = [
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ].map { SHA256.digest(of: [0] + (Hex.decode($0) ?? [])) }
    let root = hash(leaves[...])
    #expect(
      Hex.encode(root) == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )
    var builder = MerkleProofBuilder(try #require(.inclusion(of: 5, in: 8)))
    for leaf in leaves { builder.append(leafHash: leaf) }
    #expect(
      builder.path?.map { Hex.encode($0) } == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    )
  }

  @Test func whatCannotBeProvedHasNoPlan() {
    #expect(MerkleProofPlan.inclusion(of: 0, in: 0) == nil)
    #expect(MerkleProofPlan.inclusion(of: 3, in: 3) == nil)
    #expect(MerkleProofPlan.inclusion(of: -1, in: 3) == nil)
    #expect(MerkleProofPlan.consistency(from: 0, to: 3) == nil)
    #expect(MerkleProofPlan.consistency(from: 4, to: 3) == nil)
  }

  @Test func aProofIsNotThereBeforeItsLeavesAre() throws {
    var builder = MerkleProofBuilder(try #require(.inclusion(of: 0, in: 5)))
    for number in 0..<4 { builder.append(leafHash: leaf(number)) }
    #expect(builder.path == nil)
    for number in 4..<9 { builder.append(leafHash: leaf(number)) }
    #expect(builder.path == definedPath(0, (0..<5).map(leaf)[...]))
  }
}
