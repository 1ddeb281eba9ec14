import ConsoleCrypto

/// Evidence about the chain that can be checked without it.
package enum ChainProof: Hashable, Sendable {
  /// This header stands at its sequence in the chain of `size` headers with this root.
  case inclusion(header: AuditHeader, size: Int, root: [UInt8], path: [[UInt8]])
  /// The chain of `first` headers is the beginning of that of `size`.
  case consistency(first: Int, firstRoot: [UInt8], size: Int, root: [UInt8], path: [[UInt8]])

  /// Whether the proof proves what it says; whose root it is only a signed checkpoint can tell.
  package var holds: Bool {
    switch self {
    case .inclusion(let header, let size, let root, let path):
      AuditCommitment.hash(of: header) == header.hash
        && MerkleVerification.inclusion(
          of: Hex.decode(header.hash) ?? [],
          at: Int(header.sequence),
          size: size,
          root: root,
          path: path
        )
    case .consistency(let first, let firstRoot, let size, let root, let path):
      MerkleVerification.consistency(
        from: first,
        root: firstRoot,
        to: size,
        root: root,
        path: path
      )
    }
  }

  /// The size and root that a checkpoint must have to vouch for the proof.
  package var head: (size: Int, root: [UInt8]) {
    switch self {
    case .inclusion(_, let size, let root, _): (size, root)
    case .consistency(_, _, let size, let root, _): (size, root)
    }
  }
}

/// Why there is no such proof.
package enum ChainProofProblem: Error, Hashable, Sendable {
  case store(StoreProblem)
  /// The chain, or the size that was asked for, is too short for it.
  case beyondChain(length: Int)
  /// The chain is broken before that size, so that nothing in it can be proved.
  case broken(AuditVerification.Fault)
}

extension ChainReader {
  /// Proves that the record at `sequence` is in the chain of the first `size` (nil: all there are).
  package func proveInclusion(
    of sequence: Int,
    size: Int?
  ) async throws(ChainProofProblem) -> ChainProof {
    let size = try await existing(size)
    guard let plan = MerkleProofPlan.inclusion(of: sequence, in: size) else {
      throw .beyondChain(length: size)
    }
    let walk = ProofWalk(plan, wanted: sequence, first: nil)
    try await fill(walk)
    let found = try await walk.result()
    guard let header = found.header else { throw .beyondChain(length: size) }
    return .inclusion(header: header, size: size, root: found.root, path: found.path)
  }

  /// Proves that the first `first` records are the beginning of the first `size` (nil: of all).
  package func proveConsistency(
    from first: Int,
    to size: Int?
  ) async throws(ChainProofProblem) -> ChainProof {
    let size = try await existing(size)
    guard let plan = MerkleProofPlan.consistency(from: first, to: size) else {
      throw .beyondChain(length: size)
    }
    let walk = ProofWalk(plan, wanted: nil, first: first)
    try await fill(walk)
    let found = try await walk.result()
    return .consistency(
      first: first,
      firstRoot: found.firstRoot,
      size: size,
      root: found.root,
      path: found.path
    )
  }

  private func existing(_ size: Int?) async throws(ChainProofProblem) -> Int {
    do {
      let length = try await length()
      guard let size else { return length }
      guard size <= length else { throw ChainProofProblem.beyondChain(length: length) }
      return size
    } catch let problem as ChainProofProblem {
      throw problem
    } catch let problem as StoreProblem {
      throw .store(problem)
    } catch {
      throw .store(.cancelled)
    }
  }

  private func fill(_ walk: ProofWalk) async throws(ChainProofProblem) {
    do throws(StoreProblem) {
      try await headers(0) { page throws(StoreProblem) in await walk.add(page) }
    } catch {
      throw .store(error)
    }
  }
}

/// Builds a proof between two pages of a walk; keeps a hash a level and one header.
private actor ProofWalk {
  private var verifier = AuditChainVerifier()
  private var builder: MerkleProofBuilder
  private let size: Int
  private let wanted: Int?
  private let first: Int?
  private var header: AuditHeader?
  private var firstRoot: [UInt8] = []

  init(_ plan: MerkleProofPlan, wanted: Int?, first: Int?) {
    builder = MerkleProofBuilder(plan)
    size = plan.size
    self.wanted = wanted
    self.first = first
  }

  /// Whether more headers are needed.
  func add(_ headers: [AuditHeader]) -> Bool {
    for next in headers where verifier.count < size {
      if let wanted, next.sequence == wanted { header = next }
      verifier.add(next, body: .notExpected)
      builder.append(leafHash: Hex.decode(next.hash) ?? [])
      if let first, verifier.count == first { firstRoot = verifier.merkleTree.root }
    }
    return verifier.count < size
  }

  func result() throws(ChainProofProblem) -> (
    header: AuditHeader?, firstRoot: [UInt8], root: [UInt8], path: [[UInt8]]
  ) {
    if let fault = verifier.result.faults.first { throw .broken(fault) }
    guard verifier.count == size, let path = builder.path else {
      throw .beyondChain(length: Int(verifier.count))
    }
    return (header, firstRoot, verifier.merkleTree.root, path)
  }
}
