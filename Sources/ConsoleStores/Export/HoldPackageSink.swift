import ConsoleDomain
import ConsoleMongo
import ConsoleSystem

/// The files of one export of held material while they are written; belongs to one task.
struct HoldPackageSink: ~Copyable {
  let package: ExportPackage
  private(set) var counts = HoldExportManifest.Counts()
  private(set) var withheld: [HoldExportManifest.Withheld] = []
  private var files: [ExportedFile] = []
  private var current: (file: HashedFile, records: Int64)?
  private let events: HashedFile

  init(_ package: ExportPackage) throws(SystemFailure) {
    self.package = package
    events = try package.file("events.ndjson")
  }

  /// Begins the file of a collection, of the holds or of the evidence.
  mutating func begin(_ name: String) throws(SystemFailure) {
    try end()
    current = (try package.file(name), 0)
  }

  /// One document as a line of canonical Extended JSON, its credentials left out.
  mutating func add(
    _ document: MongoDocument,
    at place: String,
    hiding secrets: SecretMembers
  ) throws {
    let (clear, hidden) = try secrets.hiding(document)
    for path in hidden { note(path, at: place) }
    try current?.file.write(try clear.json(.canonical) + "\n")
    current?.records += 1
  }

  /// One event, likewise.
  mutating func add(event: MongoDocument, at place: String) throws {
    let (clear, hidden) = try SecretMembers.named.hiding(event)
    for path in hidden { note(path, at: place) }
    try events.write(try clear.json(.canonical) + "\n")
    counts.events += 1
  }

  mutating func count(documents: Int, unheld: Int, at place: String) {
    counts.unheld += unheld
    if let index = counts.documents.firstIndex(where: { $0.place == place }) {
      counts.documents[index].count += documents
    } else {
      counts.documents.append(HoldExportManifest.Place(place: place, count: documents))
    }
  }

  mutating func countEvidence(_ count: Int) { counts.evidence += count }

  /// Text for whoever opens the folder.
  mutating func add(_ text: String, as name: String) throws(SystemFailure) {
    let file = try package.file(name)
    try file.write(text)
    files.append(try Self.facts(file, records: 0))
  }

  /// Ends all files; answers what the manifest says of them.
  mutating func finish() throws(SystemFailure) -> [ExportedFile] {
    try end()
    files.append(try Self.facts(events, records: Int64(counts.events)))
    return files
  }

  private mutating func end() throws(SystemFailure) {
    guard let (file, records) = current else { return }
    files.append(try Self.facts(file, records: records))
    current = nil
  }

  private mutating func note(_ path: String, at place: String) {
    if let index = withheld.firstIndex(where: { $0.place == place && $0.path == path }) {
      withheld[index].count += 1
    } else {
      withheld.append(HoldExportManifest.Withheld(place: place, path: path, count: 1))
    }
  }

  private static func facts(
    _ file: HashedFile,
    records: Int64
  ) throws(SystemFailure) -> ExportedFile {
    let hash = try file.finish()
    return ExportedFile(name: file.name, bytes: file.bytes, records: records, sha256: hash)
  }
}
