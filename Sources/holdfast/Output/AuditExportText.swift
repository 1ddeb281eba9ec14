import ConsoleDomain

/// Exports for people.
enum AuditExportText {
  /// What was written.
  static func lines(_ manifest: AuditExportManifest, at path: String) -> [String] {
    var lines = manifest.files.map { file in
      "\(file.sha256)  \(path)/\(file.name)"
    }
    lines.append(sentence(manifest.run))
    if let root = manifest.run.root { lines.append("root   \(root)") }
    if let head = manifest.run.head { lines.append("head   \(head)") }
    return lines
  }

  /// What checking it found.
  static func lines(_ findings: AuditExportFindings) -> [String] {
    let chain = findings.verification
    var lines = findings.problems.map { "FAULT  \($0)" }
    lines += chain.faults.map { "FAULT  \($0.sequence)  \($0.kind.rawValue): \($0.detail)" }
    lines += chain.dangling.map { "OPEN   \($0)  an intent without an outcome in this export" }
    lines += findings.unchecked.map { "NOT CHECKED  \($0)" }
    lines.append("\(findings.isIntact ? "intact" : "NOT intact"): \(sentence(findings.run))")
    if let size = findings.signedSize {
      lines.append("signed: the first \(CountText.noun(Int(size), "record")) of the chain")
    }
    if let root = findings.run.root { lines.append("root   \(root)") }
    return lines
  }

  private static func sentence(_ run: AuditExportManifest.Run) -> String {
    let count = CountText.noun(Int(run.records), "record")
    guard let first = run.first, let last = run.last else { return count }
    return "\(count), \(first) to \(last)"
  }
}
