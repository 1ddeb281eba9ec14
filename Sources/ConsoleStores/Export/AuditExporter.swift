package import ConsoleDomain

/// Writes a run of the chain as files, in constant memory.
package struct AuditExporter: Sendable {
  /// Hands over the backend's events, oldest first, until the visitor answers false.
  package typealias BackendWalk =
    @Sendable (
      _ since: Instant?, _ until: Instant?,
      _ visit: @escaping @Sendable ([BackendEvent]) async -> Bool
    ) async throws(StoreProblem) -> Void

  /// What the manifest says of the export beside its records.
  package struct Occasion: Sendable {
    package var tool: String
    package var exportedAt: Instant
    package var servers: ServerIdentity
    package var environment: String
    /// Sequence of the export's own record: the last one that existed when it began.
    package var end: Int64

    /// Describes an occasion.
    package init(
      tool: String,
      exportedAt: Instant,
      servers: ServerIdentity,
      environment: String,
      end: Int64
    ) {
      self.tool = tool
      self.exportedAt = exportedAt
      self.servers = servers
      self.environment = environment
      self.end = end
    }
  }

  private let links: AuditReader
  private let backend: BackendWalk

  /// Makes an exporter over both logs.
  package init(links: AuditReader, backend: @escaping BackendWalk) {
    self.links = links
    self.backend = backend
  }

  /// Fills the package and gives it its name; a failure leaves nothing behind.
  package func export(
    _ scope: AuditExportScope,
    on occasion: Occasion,
    to package: ExportPackage,
    progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> AuditExportManifest {
    do {
      let sink = try AuditExportSink(scope, end: occasion.end, package: package)
      try await links.links(scope.first) { links throws(StoreProblem) in
        let goesOn = await sink.take(links)
        progress(await sink.records)
        return goesOn
      }
      if scope.includesBackend {
        try await backend(scope.since, scope.until) { await sink.take($0) }
      }
      let (run, files) = try await sink.finish(chainSize: occasion.end + 1)
      let manifest = AuditExportManifest(
        tool: occasion.tool,
        exportedAt: occasion.exportedAt,
        servers: occasion.servers,
        environment: occasion.environment,
        scope: scope,
        run: run,
        files: files
      )
      let file = try package.file(AuditExportManifest.manifestName)
      try file.write(manifest.json + "\n")
      _ = try file.finish()
      try package.commit()
      return manifest
    } catch {
      package.discard()
      throw error
    }
  }
}
