import ConsoleCrypto

/// Checks the chain header by header; memory grows only with intents that are still open.
///
/// What the chain alone can't show (a truncated tail, a rewritten whole, a malicious redaction)
/// needs a checkpoint kept elsewhere: compare `root` and `count` with it.
package struct AuditChainVerifier: Sendable {
  /// What is known of a header's body.
  package enum Body: Hashable, Sendable {
    case stored(AuditBody)
    /// Looked for and not there.
    case missing
    /// It may have expired by a rule, or was not asked for.
    case notExpected
  }

  /// Faults beyond this many are counted, not kept.
  package static let faultLimit = 1000

  /// How many headers were taken.
  package private(set) var count: Int64 = 0
  private var expected: Int64 = 0
  private var previous: String? = AuditCommitment.genesis
  private var tree = MerkleTree()
  private var openIntents = OpenIntents()
  private var faults: [AuditVerification.Fault] = []

  /// How many faults were found, kept or not.
  package private(set) var faultCount: Int64 = 0

  /// Begins at the genesis.
  package init() {}

  /// Begins within a chain: what lies before this header is taken as it says.
  package init(at header: AuditHeader) {
    guard header.sequence > 0 else { return }
    expected = header.sequence
    previous = header.previous
  }

  /// Takes the next header in the order of sequences.
  package mutating func add(_ header: AuditHeader, body: Body) {
    checkPlace(header)
    checkForm(header)
    let hash = AuditCommitment.hash(of: header)
    if hash != header.hash { report(header, .hash, "the header does not have the hash it carries") }
    checkBody(header, body)
    openIntents.note(header, body)
    // The chain goes on from what is stored, so that one fault is reported once.
    previous = header.hash
    expected = header.sequence == .max ? .max : header.sequence + 1
    count += 1
    tree.append(leafHash: Hex.decode(hash) ?? [])
  }

  /// The Merkle root over the headers so far, in hex.
  package var root: String { Hex.encode(tree.root) }

  /// The tree over the headers so far.
  package var merkleTree: MerkleTree { tree }

  /// Adds a fault that somebody else found.
  package mutating func report(_ fault: AuditVerification.Fault) {
    faultCount += 1
    if faults.count < Self.faultLimit { faults.append(fault) }
  }

  /// What was found so far.
  package var result: AuditVerification {
    AuditVerification(
      headers: count,
      faults: faults,
      dangling: openIntents.sequences,
      head: count == 0 ? nil : previous,
      faultCount: faultCount
    )
  }

  private mutating func checkPlace(_ header: AuditHeader) {
    guard header.sequence == expected else {
      report(header, .gap, "sequence \(expected) was expected here")
      return
    }
    if header.previous != previous {
      report(header, .link, "it does not name the hash of the header before")
    }
  }

  private mutating func checkForm(_ header: AuditHeader) {
    func isHash(_ text: String) -> Bool {
      text.utf8.count == 64
        && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
    let wrong =
      header.version != "1"
      ? "version"
      : !ULID.isValid(header.eventID)
        ? "eventId"
        : Instant(iso8601: header.timestamp)?.iso8601 != header.timestamp
          ? "ts"
          : !isHash(header.bodyRoot)
            ? "bodyRoot" : !isHash(header.previous) ? "prev" : !isHash(header.hash) ? "hash" : nil
    if let wrong { report(header, .malformed, "\(wrong) does not have its form") }
  }

  private mutating func checkBody(_ header: AuditHeader, _ body: Body) {
    switch body {
    case .stored(let body):
      if body.eventID != header.eventID {
        report(header, .bodyRoot, "the body belongs to another event")
      } else if Set(body.fields.map(\.path)).count != body.fields.count {
        report(header, .malformed, "a field occurs twice in the body")
      } else if body.root != header.bodyRoot {
        report(header, .bodyRoot, "the body is not the one that was committed")
      }
    case .missing: report(header, .bodyMissing, "the body is not there")
    case .notExpected: break
    }
  }

  private mutating func report(
    _ header: AuditHeader,
    _ kind: AuditVerification.Fault.Kind,
    _ detail: String
  ) {
    report(
      .init(
        sequence: header.sequence,
        kind: kind,
        detail: detail,
        eventID: header.eventID.isEmpty ? nil : header.eventID
      )
    )
  }
}

/// Intents without an outcome so far: paired by the body's `opId`, else by type, oldest first.
package struct OpenIntents: Sendable {
  private var byOperation: [String: Int64] = [:]
  private var byType: [String: [Int64]] = [:]

  /// None so far.
  package init() {}

  /// Their sequences, ascending.
  package var sequences: [Int64] {
    (Array(byOperation.values) + byType.values.flatMap { $0 }).sorted()
  }

  /// Takes the next record, in the order of the chain.
  package mutating func note(_ header: AuditHeader, _ body: AuditChainVerifier.Body) {
    var operation: String?
    if case .stored(let body) = body, case .string(let id) = body["opId"] { operation = id }
    switch header.phase {
    case .intent:
      if let operation {
        byOperation[operation] = header.sequence
      } else {
        byType[header.type, default: []].append(header.sequence)
      }
    case .outcome:
      if let operation, byOperation.removeValue(forKey: operation) != nil { return }
      if operation == nil, byType[header.type]?.isEmpty == false {
        byType[header.type]?.removeFirst()
      }
    case .event: break
    }
  }
}
