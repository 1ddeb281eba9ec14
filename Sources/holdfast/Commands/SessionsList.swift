import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime
import ConsoleText

/// Every session under the profile's prefixes, or those of one user without a scan.
struct SessionsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List sessions.",
    discussion: """
      With --user the answer comes from the users' e-mail index and the backend's own set of \
      that user's sessions, at once; without it every key under the profile's prefixes is read.
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
      throw ValidationError("--user takes one e-mail address or one user id")
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
      if showIds {
        try await connections.gate.record(
          .export(of: "session", rows: rows.count, format: "ids \(output.format)", reason: nil)
        )
      }
      if output.format == .text {
        try SessionText.print(snapshot, rows, now: now)
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
      try tellWhatIsMissing(snapshot, rows.count)
    }
  }

  private func tellWhatIsMissing(_ snapshot: SessionSnapshot, _ shown: Int) throws {
    let progress = snapshot.progress
    if output.format == .text {
      Complaint.print(
        "\(CountText.noun(shown, "session")) of \(CountText.grouped(progress.scanned)) read"
      )
    }
    if let problem = snapshot.directory.problem {
      Complaint.print("names and holds are unknown")
      Complaint.print(problem)
    }
    if progress.scanned == 0, !snapshot.otherPrefixes.isEmpty {
      let others = snapshot.otherPrefixes.map { SafeText.of($0) }.joined(separator: ", ")
      Complaint.print(
        "no key is under the profile's prefixes; there are: \(others); see docs/profiles.md"
      )
    }
    if case .incomplete(let reason) = progress.phase {
      Complaint.print("the list is incomplete: \(reason)")
      throw ExitStatus.unknown
    }
  }

  private var order: SessionOrder? {
    let isDescending = sort.hasPrefix("-")
    return SessionOrder.Column(rawValue: String(sort.dropFirst(isDescending ? 1 : 0)))
      .map { SessionOrder($0, isDescending: isDescending) }
  }

  private func snapshot(_ connections: Connections) async throws -> SessionSnapshot {
    guard let user, let subject = SubjectKey(text: user) else {
      return try await connections.scan()
    }
    let found = try await connections.ports.sessions.find(subject)
    if found.deadMembers > 0 {
      let dead = CountText.noun(found.deadMembers, "id")
      Complaint.print("\(dead) in the user's set without a session: ended earlier")
    }
    return found.snapshot()
  }
}
