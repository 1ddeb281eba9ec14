/// What checking the chain from its beginning found.
package struct AuditVerification: Hashable, Sendable {
  package var headers: Int64
  /// Each fault with where it was found, of very many only the first; empty means intact.
  package var faults: [Fault]
  /// Sequences of intents without an outcome.
  package var dangling: [Int64]
  /// Hash of the last header; nil for an empty chain.
  package var head: String?
  /// Merkle root over the headers, hex; nil where it was not asked for.
  package var root: String?
  /// How many faults there are, kept or not.
  package var faultCount: Int64
  /// What could not be shown, though nothing is known to be wrong.
  package var warnings: [Warning] = []
  /// How many checkpoints were compared with the chain.
  package var checkpoints = 0
  /// How many backend digests were compared with the backend's events.
  package var digests = 0
  /// Bodies of no header, left by consoles that died between the two writes; nil: not known.
  package var orphanBodies: Int64?

  /// Something that does not fit.
  package struct Fault: Hashable, Sendable {
    /// Where in the chain; for a checkpoint the last record that it covers, -1 for none.
    package var sequence: Int64
    package var kind: Kind
    package var detail: String
    /// The event concerned, where the fault is one event's.
    package var eventID: String?
    /// The field concerned, where the fault is one field's.
    package var path: String?

    /// The kinds of fault, each with the word of the record.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case gap
      case link
      case hash
      case bodyMissing = "body-missing"
      case bodyRoot = "body-root"
      case malformed
      /// A field lost its value and no record of the chain says so.
      case unauthorisedRedaction = "unauthorised-redaction"
      /// The chain ends before a checkpoint's size.
      case truncated
      case checkpointRoot = "checkpoint-root"
      case checkpointSignature = "checkpoint-signature"
      case checkpointMalformed = "checkpoint-malformed"
      /// The backend's events are not those of a digest in the chain.
      case backendDigest = "backend-digest"
    }

    /// Makes a fault.
    package init(
      sequence: Int64,
      kind: Kind,
      detail: String,
      eventID: String? = nil,
      path: String? = nil
    ) {
      self.sequence = sequence
      self.kind = kind
      self.detail = detail
      self.eventID = eventID
      self.path = path
    }
  }

  /// A limit of what this verification shows.
  package enum Warning: Hashable, Sendable {
    /// No checkpoint at all: neither a cut tail nor a rewritten chain would be seen.
    case noCheckpoint
    /// All checkpoints lie in the database that they vouch for.
    case noCheckpointOutside
    /// Checkpoints were compared, but no key was given to tell whose they are.
    case signaturesNotChecked
    /// This identity may not read so many bodies.
    case bodiesNotRead(Int64)
    /// Redacted fields whose record has expired since.
    case redactionsBeyondProof(Int64)
  }

  /// Makes a result.
  package init(
    headers: Int64,
    faults: [Fault],
    dangling: [Int64],
    head: String?,
    faultCount: Int64? = nil
  ) {
    self.headers = headers
    self.faults = faults
    self.dangling = dangling
    self.head = head
    self.faultCount = faultCount ?? Int64(faults.count)
  }

  /// Whether nothing is known to be wrong.
  package var isIntact: Bool { faultCount == 0 }
}

extension AuditVerification.Warning {
  /// The word of the record.
  package var word: String {
    switch self {
    case .noCheckpoint: "no-checkpoint"
    case .noCheckpointOutside: "no-checkpoint-outside"
    case .signaturesNotChecked: "signatures-not-checked"
    case .bodiesNotRead: "bodies-not-read"
    case .redactionsBeyondProof: "redactions-beyond-proof"
    }
  }

  /// One sentence for a person.
  package var detail: String {
    switch self {
    case .noCheckpoint:
      "there is no checkpoint: a cut tail or a rewritten chain would not be seen"
    case .noCheckpointOutside:
      "no checkpoint from outside the database was given: whoever can rewrite the chain can"
        + " remove those stored beside it; give copies with --checkpoint"
    case .signaturesNotChecked:
      "the signatures of checkpoints were not checked: give the public key with --key"
    case .bodiesNotRead(let count):
      "this identity may not read the bodies of \(CountText.noun(Int(count), "record")): their"
        + " values were not checked"
    case .redactionsBeyondProof(let count):
      "\(CountText.noun(Int(count), "redacted field")) can't be accounted for: records that may"
        + " have named them have expired"
    }
  }
}
