import ConsoleCrypto
import ConsoleDomain

/// The records of an export as they are read back.
struct ExportedChain {
  private var verifier = AuditChainVerifier()
  private var accounts: BodyAccounts
  private let bodiesRead: Bool
  private(set) var run = AuditExportManifest.Run()
  /// The root at each size that a checkpoint speaks of.
  private var roots: [Int64: String] = [:]
  private let sizes: Set<Int64>
  private var faults: [String] = []

  init(sizes: [Int64], accounts: BodyAccounts, bodiesRead: Bool) {
    self.sizes = Set(sizes)
    self.accounts = accounts
    self.bodiesRead = bodiesRead
    if self.sizes.contains(0) { roots[0] = verifier.root }
  }

  mutating func add(_ link: AuditLink) {
    let header = link.header
    if run.first == nil {
      verifier = AuditChainVerifier(at: header)
      run.first = header.sequence
      run.previous = header.previous
    }
    verifier.add(header, body: link.body)
    let isAbsent = link.storedBody == nil && bodiesRead
    accounts.note(isAbsent ? AuditLink(header: header, body: .missing) : link)
    run.records += 1
    run.last = header.sequence
    run.head = header.hash
    if link.storedBody == nil { run.withoutBody += 1 }
    if run.first == 0, sizes.contains(run.records) { roots[run.records] = verifier.root }
  }

  /// What the records show, and what they can't show: a record that names a redacted field or an erased
  /// body comes after it, so that a part which ends before the chain does may lack it.
  func verification(
    of claim: AuditExportManifest.Run
  ) -> (result: AuditVerification, unchecked: [String]) {
    var result = verifier.result
    var unchecked: [String] = []
    if accounts.unread > 0 {
      unchecked.append("bodies that are not there: whoever exported may not read bodies")
    }
    if accounts.redactionsBeyondProof > 0 {
      unchecked.append(
        "\(accounts.redactionsBeyondProof) redacted fields: their records have expired"
      )
    }
    let unaccounted = accounts.faults
    if let last = run.last, last + 1 < claim.chainSize {
      if !unaccounted.isEmpty {
        unchecked.append(
          "\(unaccounted.count) redacted fields or absent bodies: records after \(last) may name them"
        )
      }
    } else {
      let all = (result.faults + unaccounted).sorted { $0.sequence < $1.sequence }
      result.faults = Array(all.prefix(AuditChainVerifier.faultLimit))
      result.faultCount += Int64(unaccounted.count)
    }
    return (result, unchecked)
  }

  mutating func note(_ fault: String) {
    if faults.count < AuditChainVerifier.faultLimit { faults.append(fault) }
  }

  /// What the records are not as the manifest says.
  mutating func differences(from claim: AuditExportManifest.Run) -> [String] {
    if run.first == 0 { run.root = verifier.root }
    run.chainSize = claim.chainSize
    return faults
      + [
        run.records == claim.records ? nil : "the manifest speaks of \(claim.records) records",
        run.first == claim.first && run.last == claim.last
          ? nil : "the manifest speaks of another run of records",
        run.withoutBody == claim.withoutBody
          ? nil : "the manifest speaks of \(claim.withoutBody) records without a body",
        run.previous == claim.previous && run.head == claim.head && run.root == claim.root
          ? nil : "the manifest's hashes are not those of the records",
      ].compactMap(\.self)
  }

  /// How far the checkpoints vouch for the records.
  func signatures(
    of checkpoints: [SignedCheckpoint],
    by keys: [NoteVerifierKey]
  ) -> (size: Int64?, problems: [String], unchecked: [String]) {
    var size: Int64?
    var problems: [String] = []
    var unchecked: [String] = []
    for signed in checkpoints {
      let covered = Int64(signed.checkpoint.size)
      guard signed.isSigned(by: keys) else {
        problems.append("the checkpoint of size \(covered) is not signed by a given key")
        continue
      }
      guard run.first == 0 else {
        unchecked.append(
          "the checkpoint of size \(covered): the export does not begin with the first record"
        )
        continue
      }
      guard let root = roots[covered] else {
        unchecked.append(
          "the checkpoint of size \(covered): the export ends after \(run.records) records"
        )
        continue
      }
      if root == Hex.encode(signed.checkpoint.root) {
        size = max(size ?? 0, covered)
      } else {
        problems.append(
          "the first \(covered) records are not those that the checkpoint was signed for"
        )
      }
    }
    if checkpoints.isEmpty {
      unchecked.append(
        "who made the records: give --key and --checkpoint to compare with a signed checkpoint"
      )
    }
    return (size, problems, unchecked)
  }
}
