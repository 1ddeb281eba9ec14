import ConsoleCrypto

/// A checkpoint that somebody kept, with where it was kept.
package struct CheckpointClaim: Hashable, Sendable {
  /// A path or `the database`, for whoever reads a fault.
  package var source: String
  package var signed: SignedCheckpoint

  /// Names a checkpoint's source.
  package init(source: String, signed: SignedCheckpoint) {
    self.source = source
    self.signed = signed
  }
}

/// A document of the collection `checkpoints`, as stored: whoever may write there may have changed it.
package struct StoredCheckpoint: Hashable, Sendable {
  package var size: Int
  /// Lower-case hex.
  package var root: String
  /// The text of the signed note.
  package var note: String
  package var takenAt: Instant?
  /// Where copies went when it was made.
  package var copiedTo: [String]

  /// Names the members of a document.
  package init(size: Int, root: String, note: String, takenAt: Instant?, copiedTo: [String]) {
    self.size = size
    self.root = root
    self.note = note
    self.takenAt = takenAt
    self.copiedTo = copiedTo
  }

  /// The claim that its note makes; nil when it makes none, or another than the document does.
  package var claim: CheckpointClaim? {
    guard let signed = SignedCheckpoint(note), signed.checkpoint.size == size,
      Hex.encode(signed.checkpoint.root) == root
    else { return nil }
    return CheckpointClaim(source: "the database", signed: signed)
  }
}

extension CheckpointClaim {
  /// What is wrong with the claim itself, whatever the chain holds; nil: nothing, or no key to tell by.
  func signatureFault(_ keys: [NoteVerifierKey]) -> AuditVerification.Fault? {
    guard !keys.isEmpty, !signed.isSigned(by: keys) else { return nil }
    return fault(.checkpointSignature, "no key that was given signed it")
  }

  /// What the chain's root at the claimed size says about it.
  func rootFault(_ root: [UInt8]) -> AuditVerification.Fault? {
    guard root != signed.checkpoint.root else { return nil }
    return fault(
      .checkpointRoot,
      "the first \(signed.checkpoint.size) records are not those that it was made over"
    )
  }

  /// What it says about a chain that ended at `size`, before the claimed size.
  func sizeFault(_ size: Int) -> AuditVerification.Fault? {
    guard size < signed.checkpoint.size else { return nil }
    return fault(
      .truncated,
      "it covers \(signed.checkpoint.size) records, of which the chain has \(size) left"
    )
  }

  private func fault(
    _ kind: AuditVerification.Fault.Kind,
    _ what: String
  ) -> AuditVerification.Fault {
    AuditVerification.Fault(
      sequence: Int64(signed.checkpoint.size) - 1,
      kind: kind,
      detail: "checkpoint of size \(signed.checkpoint.size) in \(source): \(what)"
    )
  }
}
