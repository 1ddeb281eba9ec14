import ConsoleText

/// One file of an export beside its manifest.
package struct ExportedFile: Hashable, Sendable {
  package var name: String
  package var bytes: Int64
  /// Lines that are records.
  package var records: Int64
  /// Lower-case hex.
  package var sha256: String

  /// Names a file with its facts.
  package init(name: String, bytes: Int64, records: Int64, sha256: String) {
    self.name = name
    self.bytes = bytes
    self.records = records
    self.sha256 = sha256
  }

  /// As manifests name it; sizes are strings, as in headers.
  var json: String {
    var object = JSONObjectText()
    object.add("name", name)
    object.add("bytes", String(bytes))
    object.add("records", String(records))
    object.add("sha256", sha256)
    return object.text
  }
}
