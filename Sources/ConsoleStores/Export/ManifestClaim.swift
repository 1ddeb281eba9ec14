import ConsoleDomain
import ConsoleJSON

/// What a manifest that was read back claims of the files beside it.
struct ManifestClaim {
  var run = AuditExportManifest.Run()
  var exportedAt: Instant
  var files: [AuditExportManifest.File] = []

  /// nil when it is no manifest of this form.
  init?(_ text: [UInt8]) {
    var reader = AuditLinkReader()
    guard let members = reader.object(text),
      AuditLinkReader.text(members["format"]) == AuditExportManifest.format,
      let run = AuditLinkReader.members(members["run"]),
      let records = Self.number(run["records"]), let bodiless = Self.number(run["withoutBody"]),
      let size = Self.number(run["chainSize"]), case .bool(let bodiesRead)? = run["bodiesRead"],
      let exportedAt = AuditLinkReader.text(members["exportedAt"]).flatMap({ Instant(iso8601: $0) }
      ),
      case .array(let files)? = members["files"]
    else { return nil }
    self.run.first = Self.number(run["first"])
    self.run.last = Self.number(run["last"])
    self.run.records = records
    self.run.withoutBody = bodiless
    self.run.bodiesRead = bodiesRead
    self.exportedAt = exportedAt
    self.run.previous = AuditLinkReader.text(run["prev"])
    self.run.head = AuditLinkReader.text(run["head"])
    self.run.root = AuditLinkReader.text(run["root"])
    self.run.chainSize = size
    for file in files {
      guard let file = Self.file(file) else { return nil }
      self.files.append(file)
    }
  }

  /// A file as manifests name it.
  static func file(_ value: JSONValue) -> ExportedFile? {
    guard let file = AuditLinkReader.members(value), let name = AuditLinkReader.text(file["name"]),
      let bytes = number(file["bytes"]), let records = number(file["records"]),
      let hash = AuditLinkReader.text(file["sha256"])
    else { return nil }
    return ExportedFile(name: name, bytes: bytes, records: records, sha256: hash)
  }

  private static func number(_ value: JSONValue?) -> Int64? {
    AuditLinkReader.text(value).flatMap { Int64($0) }
  }
}
