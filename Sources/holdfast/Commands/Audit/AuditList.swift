import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Newest events first, those of the console alone or of both logs.
struct AuditList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the newest audit records, newest first.",
    discussion: """
      An intent without an outcome is marked `dangling`: the console that began it died.

      With --backend the events of the backend's own log stand among them by time; payload and \
      metadata of held and stripped ones are left out. A search that finds little looks through \
      a bounded number of events and says how far back it came: --filter 'until:…' goes on from there.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "At most this many records.")
  var limit = 50

  @Option(
    parsing: .unconditional,
    help: "Query, as behind / on the screen: 'action:revoke since:2h -actor:ana'."
  )
  var filter = ""

  @Flag(help: "List the backend's own events too.")
  var backend = false

  func validate() throws {
    guard (1...1000).contains(limit) else {
      throw ValidationError("--limit takes 1 to 1000")
    }
    do throws(QueryProblem) {
      _ = try AuditQuery.parse(filter)
    } catch {
      throw ValidationError("--filter: \(error.message) (at character \(error.position + 1))")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let slice = try await connections.ports.audit.events(
        AuditEventRequest(query: try query, now: connections.now(), limit: limit)
      )
      try requireAuditStore(slice, includingBackend: backend)
      if output.format == .text {
        try TextTable.print(
          slice.events.map { AuditText.row($0, withSource: backend) },
          titles: AuditText.titles(withSource: backend)
        )
      } else {
        var printer = RecordPrinter(output.format)
        for event in slice.events { try printer.print(RecordJSON.event(event)) }
        try printer.finish()
      }
      if let problem = slice.problem { Complaint.print(problem) }
      if let moment = slice.searchedTo {
        Complaint.print("searched back to \(moment.iso8601); there may be more before")
      }
    }
  }

  private var query: Query {
    get throws {
      var query = try AuditQuery.parse(filter)
      if !backend { query.clauses.append(Query.Clause(.choice(field: "source", "ours"))) }
      return query
    }
  }

  /// What can't be read or isn't there is no empty log.
  private func requireAuditStore(_ slice: AuditSlice, includingBackend: Bool) throws {
    if let problem = slice.problem, slice.events.isEmpty { throw problem }
    guard slice.isInitialised || includingBackend else { throw missingAuditStore() }
  }
}
