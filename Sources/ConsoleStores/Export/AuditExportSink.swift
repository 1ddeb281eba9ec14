import ConsoleCrypto
import ConsoleDomain
import ConsoleSystem

/// The files of one export while they are written.
actor AuditExportSink {
  private var range: AuditExportRun
  private let recordsFile: HashedFile
  private let csvFile: HashedFile?
  private let ocsfFile: HashedFile?
  private let backendFile: HashedFile?
  private var run = AuditExportManifest.Run()
  private var backendEvents: Int64 = 0
  private var tree = MerkleTree()
  private var failure: SystemFailure?

  var records: Int64 { run.records }

  init(_ scope: AuditExportScope, end: Int64, package: ExportPackage) throws(SystemFailure) {
    range = AuditExportRun(scope, end: end)
    recordsFile = try package.file(AuditExportManifest.recordsName)
    csvFile = scope.views.contains(.csv) ? try package.file("audit.csv") : nil
    ocsfFile = scope.views.contains(.ocsf) ? try package.file("audit.ocsf.ndjson") : nil
    backendFile =
      scope.includesBackend ? try package.file(AuditExportManifest.backendName) : nil
    try csvFile?.write(AuditCSV.header)
  }

  /// Whether the walk is to go on.
  func take(_ links: [AuditLink]) -> Bool {
    do throws(SystemFailure) {
      for link in links {
        switch range.step(link.header) {
        case .skip: continue
        case .stop: return false
        case .take: try write(link)
        }
      }
      return true
    } catch {
      failure = error
      return false
    }
  }

  func take(_ events: [BackendEvent]) -> Bool {
    do throws(SystemFailure) {
      for event in events {
        try backendFile?.write(RecordJSON.backend(event) + "\n")
        backendEvents += 1
      }
      return true
    } catch {
      failure = error
      return false
    }
  }

  func finish(
    chainSize: Int64
  ) throws(SystemFailure) -> (AuditExportManifest.Run, [AuditExportManifest.File]) {
    if let failure { throw failure }
    run.chainSize = chainSize
    if run.first == 0 { run.root = Hex.encode(tree.root) }
    var files = [try facts(recordsFile, run.records)]
    for view in [csvFile, ocsfFile].compactMap(\.self) {
      files.append(try facts(view, run.records))
    }
    if let backendFile { files.append(try facts(backendFile, backendEvents)) }
    return (run, files)
  }

  private func write(_ link: AuditLink) throws(SystemFailure) {
    try recordsFile.write(RecordJSON.link(link) + "\n")
    try csvFile?.write(AuditCSV.record(link))
    try ocsfFile?.write(OCSFEvent.json(link) + "\n")
    let header = link.header
    if run.first == nil {
      run.first = header.sequence
      run.previous = header.previous
    }
    run.last = header.sequence
    run.head = header.hash
    run.records += 1
    if link.storedBody == nil { run.withoutBody += 1 }
    if link.body == .notExpected { run.bodiesRead = false }
    // As a verifier computes it, so that a wrong hash shows there and not here.
    tree.append(leafHash: Hex.decode(AuditCommitment.hash(of: header)) ?? [])
  }

  private func facts(
    _ file: HashedFile,
    _ records: Int64
  ) throws(SystemFailure) -> AuditExportManifest.File {
    let hash = try file.finish()
    return AuditExportManifest.File(
      name: file.name,
      bytes: file.bytes,
      records: records,
      sha256: hash
    )
  }
}
