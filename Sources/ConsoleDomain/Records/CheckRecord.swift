/// One check of a server or of the hardening list, as screens and machines read it.
package struct CheckRecord: Hashable, Sendable {
  /// How a check ended; the raw value is the word of the record.
  package enum Result: String, Hashable, Sendable, CaseIterable {
    case pass = "PASS"
    case warn = "WARN"
    case fail = "FAIL"
    /// It could not be evaluated.
    case error = "ERROR"
    case notApplicable = "N/A"
    case manual = "MANUAL"
    case waived = "WAIVED"
  }

  package var id: String
  package var title: String
  package var result: Result
  /// What was seen, free of secrets.
  package var evidence: String?
  package var remediation: String?
  package var reference: String?
  package var waiver: String?

  /// Makes a check's record.
  package init(
    id: String,
    title: String,
    result: Result,
    evidence: String? = nil,
    remediation: String? = nil,
    reference: String? = nil,
    waiver: String? = nil
  ) {
    self.id = id
    self.title = title
    self.result = result
    self.evidence = evidence
    self.remediation = remediation
    self.reference = reference
    self.waiver = waiver
  }

  /// The record as one JSON object on one line.
  package var json: String {
    var object = JSONObjectText()
    object.add("id", id)
    object.add("title", title)
    object.add("result", result.rawValue)
    object.add("evidence", evidence)
    object.add("remediation", remediation)
    object.add("reference", reference)
    object.add("waiver", waiver)
    return object.text
  }
}
