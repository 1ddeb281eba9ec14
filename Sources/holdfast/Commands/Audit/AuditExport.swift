import ArgumentParser
import ConsoleActions
package import ConsoleDomain
import ConsoleRuntime
import ConsoleStores
import ConsoleSystem

/// Writes records to a folder that can be verified by whoever has it.
struct AuditExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write audit records to a folder that can be verified without the database.",
    discussion: """
      The folder holds audit.ndjson, which verifiers read (docs/audit-format.md), the asked \
      views, and manifest.json with the SHA-256 of each file. It is there as a whole or not at \
      all, mode 0700, and nothing that exists is replaced. The export is on record before \
      anything is written, and that record is the last one in it.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The folder to make.")
  var out: String

  @Option(help: "A further form beside the records: csv or ocsf; may be repeated.")
  var also: [AuditExportScope.View] = []

  @Option(help: "The first sequence.")
  var from: Int64 = 0

  @Option(help: "The last sequence.")
  var to: Int64?

  @Option(help: "From the first record made at this time or later (2026-11-24T03:00:00Z).")
  var since: Instant?

  @Option(help: "Up to the record before the first one made at this time or later.")
  var until: Instant?

  @Flag(help: "Add the backend's own event log, redacted by its rule.")
  var backend = false

  @Option(help: "Why; goes on record.")
  var reason: String?

  func validate() throws {
    guard from >= 0, to.map({ $0 >= from }) ?? true else {
      throw ValidationError("--from and --to take sequences, the lower one first")
    }
    if let since, let until, since >= until {
      throw ValidationError("--since must be before --until")
    }
    if let reason, let fault = AuthorisationRules.fault(reason: reason) {
      throw ValidationError("--reason takes \(fault)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      try requireAuditStore(try await connections.ports.audit.newest(1))
      // The folder first: an export that could not be written should not be on record.
      let package = try ExportPackage(path: out)
      let manifest: AuditExportManifest
      do {
        manifest = try await export(connections, to: package)
      } catch {
        package.discard()
        LiveLine.clear()
        throw error
      }
      LiveLine.clear()
      if output.format == .text {
        try DataOutput.write(lines: AuditExportText.lines(manifest, at: package.path))
      } else {
        try RecordPrinter.print(manifest.json, output.format)
      }
      if manifest.run.withoutBody > 0 {
        let count = CountText.noun(Int(manifest.run.withoutBody), "record")
        Complaint.print("\(count) without a body: expired, erased or not yours to read")
      }
    }
  }

  private func export(
    _ connections: Connections,
    to package: ExportPackage
  ) async throws -> AuditExportManifest {
    let scope = AuditExportScope(
      first: from,
      last: to,
      since: since,
      until: until,
      views: AuditExportScope.View.allCases.filter(also.contains),
      includesBackend: backend
    )
    let end = try await connections.gate.record(.auditExport(scope, reason: reason))
    return try await connections.exporter.export(
      scope,
      on: AuditExporter.Occasion(
        tool: "holdfast \(ProductVersion.current)",
        exportedAt: connections.now(),
        servers: await connections.gate.servers(),
        environment: connections.gate.environment,
        end: end
      ),
      to: package
    ) { records in
      LiveLine.show("writing records: \(CountText.grouped(Int(records)))")
    }
  }
}

extension AuditExportScope.View: ExpressibleByArgument {}

extension Instant: ExpressibleByArgument {
  /// A date, or date and time in UTC, as ISO 8601 has them.
  package init?(argument: String) {
    self.init(iso8601: argument)
  }
}
