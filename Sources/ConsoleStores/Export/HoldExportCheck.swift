import ConsoleCrypto
package import ConsoleDomain
import ConsoleJSON
package import ConsoleSystem

/// Checks an export of held material by itself: its files against its manifest.
package struct HoldExportCheck: Sendable {
  /// Thousands of holds fit.
  private static let manifestLimit = 1 << 20

  private let folder: String

  /// Names an export.
  package init(folder: String) {
    self.folder = folder
  }

  /// Reads every file once, in constant memory; nil: this is no export of held material.
  package func findings() throws(SystemFailure) -> HoldExportFindings? {
    let path = "\(folder)/\(HoldExportManifest.manifestName)"
    let text = try File(path).read(limit: Self.manifestLimit)
    guard let files = Self.files(of: text) else { return nil }
    var findings = HoldExportFindings(
      problems: [],
      files: files.count,
      records: files.reduce(0) { $0 + $1.records },
      manifestHash: SHA256.hexDigest(of: text)
    )
    for file in files {
      guard !file.name.contains("/"), !file.name.hasPrefix(".") else {
        findings.problems.append("the manifest names a file outside of the export")
        continue
      }
      if let problem = try problem(of: file) { findings.problems.append(problem) }
    }
    return findings
  }

  private func problem(of expected: ExportedFile) throws(SystemFailure) -> String? {
    let path = "\(folder)/\(expected.name)"
    guard File(path).exists else { return "\(expected.name) is missing" }
    var file = try LineFile(path: path)
    while try file.next() != nil {}
    guard file.bytes == expected.bytes, file.finish() == expected.sha256 else {
      return "\(expected.name) is not the file that the manifest names"
    }
    return nil
  }

  private static func files(of text: [UInt8]) -> [ExportedFile]? {
    var reader = AuditLinkReader()
    guard let members = reader.object(text),
      AuditLinkReader.text(members["format"]) == HoldExportManifest.format,
      case .array(let values)? = members["files"]
    else { return nil }
    let files = values.compactMap(ManifestClaim.file)
    return files.count == values.count ? files : nil
  }
}
