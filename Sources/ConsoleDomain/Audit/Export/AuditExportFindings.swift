import ConsoleText

/// What checking an export found; nothing but the export and public keys was asked.
package struct AuditExportFindings: Hashable, Sendable {
  /// What does not fit, in sentences; empty: all that could be checked is right.
  package var problems: [String]
  package var verification: AuditVerification
  package var run: AuditExportManifest.Run
  /// How far signed checkpoints reach: records before this sequence are as they were when signed.
  package var signedSize: Int64?
  /// What could not be checked, and why.
  package var unchecked: [String]

  /// Collects what was found.
  package init(
    problems: [String],
    verification: AuditVerification,
    run: AuditExportManifest.Run,
    signedSize: Int64?,
    unchecked: [String]
  ) {
    self.problems = problems
    self.verification = verification
    self.run = run
    self.signedSize = signedSize
    self.unchecked = unchecked
  }

  /// Whether nothing is wrong.
  package var isIntact: Bool { problems.isEmpty && verification.faults.isEmpty }

  /// As machines read it.
  package var json: String {
    var object = JSONObjectText()
    object.add("intact", isIntact)
    object.add("records", String(run.records))
    object.add("first", run.first.map { String($0) })
    object.add("last", run.last.map { String($0) })
    object.add("root", run.root)
    object.add("signedSize", signedSize.map { String($0) })
    object.add("problems", list: problems.map { JSONText.quoted($0) })
    object.add("unchecked", list: unchecked.map { JSONText.quoted($0) })
    object.add("chain", json: RecordJSON.verification(verification))
    return object.text
  }
}
