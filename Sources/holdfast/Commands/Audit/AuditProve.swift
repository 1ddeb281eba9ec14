import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Prints evidence that can be checked without the database.
struct AuditProve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Print a proof that a record is in the chain, or that one chain continues another.",
    discussion: """
      `prove SEQ` proves that record SEQ is among the first --size records. `prove --from N --to M` \
      proves that the first N records are the beginning of the first M. A stored checkpoint of that \
      size is added, so that `audit verify-proof` needs nothing but the verifier's key.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Sequence of the record.")
  var sequence: Int?
  @Option(help: "Size of the chain to prove it in. Default: the newest checkpoint that covers it.")
  var size: Int?
  @Option(help: "Size of the older chain.")
  var from: Int?
  @Option(help: "Size of the newer chain. Default: all records.")
  var to: Int?

  func validate() throws {
    guard (sequence == nil) != (from == nil) else {
      throw ValidationError("give either SEQ or --from")
    }
    guard sequence == nil || to == nil, from == nil || size == nil else {
      throw ValidationError("--size goes with SEQ, --to with --from")
    }
    for (name, number) in [("SEQ", sequence), ("--size", size), ("--from", from), ("--to", to)] {
      guard let number, number < (name == "SEQ" ? 0 : 1) else { continue }
      throw ValidationError("\(name) takes a whole number from \(name == "SEQ" ? 0 : 1) on")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      try requireAuditStore(try await connections.ports.audit.newest(1))
      let proof: ChainProof
      do throws(ChainProofProblem) {
        proof = try await prove(connections.chain)
      } catch {
        throw Self.complain(error)
      }
      let stored = try await connections.chain.checkpoint(of: proof.head.size)
      let text = RecordJSON.proof(proof, checkpoint: stored?.note)
      try DataOutput.write("\(text)\n".utf8)
    }
  }

  private func prove(_ chain: ChainReader) async throws(ChainProofProblem) -> ChainProof {
    if let from { return try await chain.proveConsistency(from: from, to: to) }
    let sequence = sequence ?? 0
    var size = size
    if size == nil {
      do throws(StoreProblem) {
        let newest = try await chain.newestCheckpoint()
        size = newest.flatMap { $0.size > sequence ? $0.size : nil }
      } catch {
        throw .store(error)
      }
    }
    return try await chain.proveInclusion(of: sequence, size: size)
  }

  private static func complain(_ problem: ChainProofProblem) -> any Error {
    switch problem {
    case .store(let problem): return problem
    case .beyondChain(let length):
      Complaint.print("there is no such proof: it would need more than \(length) records")
      return ExitStatus.no
    case .broken(let fault):
      Complaint.print(AuditText.line(fault))
      Complaint.print("nothing can be proved of a broken chain")
      return ExitStatus.no
    }
  }
}
