import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Every session under the profile's prefixes, or those of one user without a scan.
struct SessionsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List sessions.",
    discussion: """
      With --user the answer comes from the users' e-mail index and the backend's own set of that
      user's sessions, at once; without it every key under the profile's prefixes is read.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Sessions of one user: an e-mail address or a user id.")
  var user: String?

  @Option(
    parsing: .unconditional,
    help: "Query, as behind / on the screen: 'ip:10.* ttl<1h -flag:held'."
  )
  var filter = ""

  @Option(parsing: .unconditional, help: "Column to sort by; a leading - reverses.")
  var sort = "-seen"

  @Flag(inversion: .prefixedNo, help: "Whether sessions without a user are listed.")
  var anonymous = true

  @Flag(help: "Print whole session ids. They are secrets: mind where the output goes.")
  var showIds = false

  func validate() throws {
    do throws(QueryProblem) {
      _ = try SessionQuery.parse(filter)
    } catch {
      throw ValidationError("--filter: \(error.message) (at character \(error.position + 1))")
    }
    guard order != nil else {
      let columns = SessionOrder.Column.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--sort takes one of: \(columns)")
    }
    if let user, SubjectKey(text: user) == nil {
      throw ValidationError("--user takes an e-mail address or a user id of 24 hex digits")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let snapshot = try await snapshot(connections)
      let now = connections.now()
      let rows = try SessionView.rows(
        snapshot,
        query: try SessionQuery.parse(filter),
        sort: order ?? SessionOrder(.id),
        showAnonymous: anonymous,
        now: now
      )
      if output.format == .text {
        SessionText.print(snapshot, rows, now: now)
      } else {
        var printer = RecordPrinter(output.format)
        for row in rows {
          try printer.print(
            SessionRecord.json(
              snapshot.row(Int(row)),
              directory: snapshot.directory,
              now: now,
              showIDs: showIds
            )
          )
        }
        try printer.finish()
      }
      if case .incomplete(let reason) = snapshot.progress.phase {
        Complaint.print("the list is incomplete: \(reason)")
        throw ExitStatus.unknown
      }
    }
  }

  private var order: SessionOrder? {
    let isDescending = sort.hasPrefix("-")
    return SessionOrder.Column(rawValue: String(sort.dropFirst(isDescending ? 1 : 0)))
      .map { SessionOrder($0, isDescending: isDescending) }
  }

  private func snapshot(_ connections: Connections) async throws -> SessionSnapshot {
    guard let user, let subject = SubjectKey(text: user) else {
      return try await connections.ports.sessions.scan { _ in }
    }
    return try await connections.ports.sessions.find(subject).snapshot(at: connections.now())
  }
}

extension SubjectSessions {
  /// The sessions found as a snapshot of their own, so that filter, sort and output are the same.
  func snapshot(at now: Instant) -> SessionSnapshot {
    var builder = SessionIndexBuilder()
    for row in rows { builder.append(row) }
    var directory = Directory()
    directory.users[user.id] = user
    if let organization { directory.organizations[organization.id] = organization }
    return builder.snapshot(
      progress: ScanProgress(
        phase: .complete,
        scanned: rows.count,
        estimatedTotal: rows.count,
        visited: rows.count,
        startedAt: readAt,
        finishedAt: now
      ),
      directory: directory
    )
  }
}
