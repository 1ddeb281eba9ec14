package import ConsoleDomain
package import ConsoleSystem

/// Checks an export by itself: files against the manifest, the chain, bodies, and checkpoints.
package struct AuditExportCheck: Sendable {
  private static let manifestLimit = 1 << 20

  private let folder: String
  private let checkpoints: [SignedCheckpoint]
  private let keys: [NoteVerifierKey]
  private let now: Instant

  /// Names an export and what vouches for it; without keys no checkpoint counts.
  package init(
    folder: String,
    checkpoints: [SignedCheckpoint],
    keys: [NoteVerifierKey],
    now: Instant
  ) {
    self.folder = folder
    self.now = now
    self.checkpoints = checkpoints
    self.keys = keys
  }

  /// Reads every file once, in constant memory; nil: this is no export.
  package func findings() throws(SystemFailure) -> AuditExportFindings? {
    guard let manifest = try manifest() else { return nil }
    var problems: [String] = []
    var chain = ExportedChain(
      sizes: checkpoints.map { Int64($0.checkpoint.size) },
      // What the manifest says of its own age is no excuse for a body that is younger now.
      accounts: BodyAccounts(now: min(manifest.exportedAt, now)),
      bodiesRead: manifest.run.bodiesRead
    )
    let names = manifest.files.map(\.name)
    if !names.contains(AuditExportManifest.recordsName) {
      problems.append("the manifest does not name \(AuditExportManifest.recordsName)")
    }
    for file in manifest.files {
      guard !file.name.contains("/"), !file.name.hasPrefix(".") else {
        problems.append("the manifest names a file outside of the export")
        continue
      }
      problems += try check(file, &chain)
    }
    problems += chain.differences(from: manifest.run)
    let signed = chain.signatures(of: checkpoints, by: keys)
    let (verification, open) = chain.verification(of: manifest.run)
    return AuditExportFindings(
      problems: problems + signed.problems,
      verification: verification,
      run: chain.run,
      signedSize: signed.size,
      unchecked: signed.unchecked + open
    )
  }

  private func check(
    _ expected: AuditExportManifest.File,
    _ chain: inout ExportedChain
  ) throws(SystemFailure) -> [String] {
    let path = "\(folder)/\(expected.name)"
    guard File(path).exists else { return ["\(expected.name) is missing"] }
    var file = try LineFile(path: path)
    var reader = AuditLinkReader()
    let isChain = expected.name == AuditExportManifest.recordsName
    var lines: Int64 = 0
    while let line = try file.next() {
      lines += 1
      guard isChain else { continue }
      if let link = reader.link(line) {
        chain.add(link)
      } else {
        chain.note("line \(lines) of \(expected.name) is no record")
      }
    }
    guard file.bytes == expected.bytes, file.finish() == expected.sha256 else {
      return ["\(expected.name) is not the file that the manifest names"]
    }
    return []
  }

  private func manifest() throws(SystemFailure) -> ManifestClaim? {
    let file = File("\(folder)/\(AuditExportManifest.manifestName)")
    return ManifestClaim(try file.read(limit: Self.manifestLimit))
  }
}
