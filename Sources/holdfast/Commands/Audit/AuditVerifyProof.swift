import ArgumentParser
import ConsoleDomain
import ConsoleSystem

/// Checks a proof without any database.
struct AuditVerifyProof: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-proof",
    abstract: "Check a proof of `audit prove`, without a database; exit 1 when it does not hold.",
    discussion: """
      A proof holds for a root; whose root it is a signed checkpoint says: that in the proof, or \
      that of --checkpoint. Without one the status is 2.
      """
  )

  private static let sizeLimit = 1 << 20

  @Argument(help: "File of the proof; - is standard input.")
  var file: String

  @OptionGroup var checkpoints: CheckpointOptions

  func validate() throws {
    if checkpoints.key.isEmpty {
      throw ValidationError("--key is needed: whose checkpoints count?")
    }
  }

  func run() throws {
    let evidence = try checkpoints.evidence()
    for source in evidence.malformed { try refuse("\(source) is no checkpoint") }
    let proof = try proof()
    guard proof.proof.holds else { return try refuse("the proof does not hold") }
    var claims = evidence.claims
    if let text = proof.checkpoint {
      guard let signed = SignedCheckpoint(text) else {
        return try refuse("what the proof carries is no checkpoint")
      }
      claims.append(CheckpointClaim(source: "the proof", signed: signed))
    }
    let head = proof.proof.head
    for claim in claims where claim.signed.checkpoint.size == head.size {
      guard claim.signed.isSigned(by: evidence.keys) else {
        return try refuse("the checkpoint of \(claim.source) is not signed by a key that was given")
      }
      guard claim.signed.checkpoint.root == head.root else {
        return try refuse("the checkpoint of \(claim.source) is of another chain")
      }
    }
    guard let claim = claims.first(where: { $0.signed.checkpoint.size == head.size }) else {
      Complaint.print(
        "the proof holds for its own root, but no checkpoint of size \(head.size) vouches for it;"
          + " give one with --checkpoint"
      )
      throw ExitStatus.unknown
    }
    let origin = claim.signed.checkpoint.origin
    try DataOutput.write(lines: [Self.sentence(proof.proof) + ", signed by \(origin)"])
  }

  private static func sentence(_ proof: ChainProof) -> String {
    switch proof {
    case .inclusion(let header, let size, _, _):
      "record \(header.sequence) (\(header.type), \(header.timestamp)) is among the first \(size)"
    case .consistency(let first, _, let size, _, _):
      (first == 1 ? "the first record is" : "the first \(first) records are")
        + " the beginning of the first \(size)"
    }
  }

  private func refuse(_ why: String) throws {
    Complaint.print(why)
    throw ExitStatus.no
  }

  private func proof() throws -> ProofFile {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes =
        file == "-"
        ? try StandardInput.read(limit: Self.sizeLimit) : try File(file).read(limit: Self.sizeLimit)
    } catch {
      Complaint.print("\(error)")
      throw ExitStatus.unknown
    }
    guard let proof = ProofFile(parsing: bytes) else {
      Complaint.print("this is no proof of `audit prove`")
      throw ExitStatus.no
    }
    return proof
  }
}
