import ConsoleText

/// What checking an export of held material found; nothing but the export was asked.
package struct HoldExportFindings: Hashable, Sendable {
  /// What does not fit, in sentences; empty: the files are those that the manifest names.
  package var problems: [String]
  package var files: Int
  package var records: Int64
  /// SHA-256 of the manifest in hex, to be compared with the record of the export.
  package var manifestHash: String

  /// Collects what was found.
  package init(problems: [String], files: Int, records: Int64, manifestHash: String) {
    self.problems = problems
    self.files = files
    self.records = records
    self.manifestHash = manifestHash
  }

  /// As machines read it.
  package var json: String {
    var object = JSONObjectText()
    object.add("intact", problems.isEmpty)
    object.add("files", Int64(files))
    object.add("records", records)
    object.add("manifestSha256", manifestHash)
    object.add("problems", list: problems.map { JSONText.quoted($0) })
    return object.text
  }
}
