/// What an export holds and how to know that it is unchanged: `manifest.json`.
package struct AuditExportManifest: Hashable, Sendable {
  /// Names this form; another one gets another number.
  package static let format = "holdfast audit export 1"
  /// The files of an export.
  package static let manifestName = "manifest.json"
  package static let recordsName = "audit.ndjson"
  package static let backendName = "backend.ndjson"

  /// One file beside the manifest.
  package typealias File = ExportedFile

  /// The run of records in it.
  package struct Run: Hashable, Sendable {
    /// nil when there are none.
    package var first: Int64?
    package var last: Int64?
    package var records: Int64
    /// Records whose body has expired, was erased or may not be read.
    package var withoutBody: Int64
    /// Whether whoever exported may read bodies: only then does an absent one say anything.
    package var bodiesRead: Bool
    /// `prev` of the first and `hash` of the last record.
    package var previous: String?
    package var head: String?
    /// The Merkle root over the run, where it starts at the first record of the chain.
    package var root: String?
    /// How many records the chain had when the export began.
    package var chainSize: Int64

    /// A run of no records.
    package init() {
      records = 0
      withoutBody = 0
      bodiesRead = true
      chainSize = 0
    }
  }

  /// Name and version of the program that made it.
  package var tool: String
  package var exportedAt: Instant
  package var servers: ServerIdentity
  package var environment: String
  package var scope: AuditExportScope
  package var run: Run
  package var files: [File]

  /// Makes a manifest.
  package init(
    tool: String,
    exportedAt: Instant,
    servers: ServerIdentity,
    environment: String,
    scope: AuditExportScope,
    run: Run,
    files: [File]
  ) {
    self.tool = tool
    self.exportedAt = exportedAt
    self.servers = servers
    self.environment = environment
    self.scope = scope
    self.run = run
    self.files = files
  }
}

extension AuditExportManifest {
  /// The manifest as one JSON object; sequences and sizes are strings, as in headers.
  package var json: String {
    var object = JSONObjectText()
    object.add("format", Self.format)
    object.add("tool", tool)
    object.add("exportedAt", exportedAt)
    object.add("servers", json: serversJSON)
    object.add("scope", json: scopeJSON)
    object.add("run", json: runJSON)
    object.add("files", list: files.map(\.json))
    return object.text
  }

  private var serversJSON: String {
    var object = JSONObjectText()
    object.add("mongoSet", servers.mongo?.setName)
    object.add("mongoHost", servers.mongo?.host)
    object.add("database", servers.mongo?.database)
    object.add("redisRunId", servers.redis?.runID)
    object.add("redisAddress", servers.redis?.address)
    object.add("environment", environment)
    return object.text
  }

  private var scopeJSON: String {
    var object = JSONObjectText()
    object.add("first", String(scope.first))
    object.add("last", scope.last.map { String($0) })
    object.add("since", scope.since)
    object.add("until", scope.until)
    object.add("backend", scope.includesBackend)
    return object.text
  }

  private var runJSON: String {
    var object = JSONObjectText()
    object.add("first", run.first.map { String($0) })
    object.add("last", run.last.map { String($0) })
    object.add("records", String(run.records))
    object.add("withoutBody", String(run.withoutBody))
    object.add("bodiesRead", run.bodiesRead)
    object.add("prev", run.previous)
    object.add("head", run.head)
    object.add("root", run.root)
    object.add("chainSize", String(run.chainSize))
    return object.text
  }
}
