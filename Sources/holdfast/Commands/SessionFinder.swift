import ArgumentParser
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings
import ConsoleSystem

/// Finds the sessions that a command line names.
struct SessionFinder {
  /// The most bytes of ids that are read from standard input.
  private static let inputLimit = 16 << 20

  let connections: Connections

  /// What was found, in the order asked.
  struct Found {
    var rows: [SessionRow]
    var directory: Directory
  }

  /// Reads what the selection names; sessions that do not exist are left out.
  func find(_ selection: SessionSelection) async throws -> Found {
    if let user = selection.user { return try await sessions(of: user) }
    if selection.readsInput { return try await sessions(withIDs: try idsFromInput()) }
    return try await sessions(withHashes: Set(selection.idHashes.map { $0.lowercased() }))
  }

  private func sessions(of user: String) async throws -> Found {
    guard let subject = SubjectKey(text: user) else {
      Complaint.print("--user takes an e-mail address or a user id of 24 hex digits")
      throw ExitStatus.usage
    }
    let found = try await connections.ports.sessions.find(subject)
    var directory = Directory()
    directory.users[found.user.id] = found.user
    return Found(rows: found.rows, directory: directory)
  }

  private func sessions(withIDs ids: [SessionID]) async throws -> Found {
    var rows: [SessionRow] = []
    for id in ids {
      if let detail = try await connections.ports.sessions.detail(id) { rows.append(detail.row) }
    }
    return Found(rows: rows, directory: Directory())
  }

  /// A hash can't be turned back: every key is read, as `sessions list` does.
  private func sessions(withHashes hashes: Set<String>) async throws -> Found {
    let snapshot = try await connections.ports.sessions.scan { _ in }
    if case .incomplete(let reason) = snapshot.progress.phase {
      Complaint.print("the search is incomplete: \(reason)")
      throw ExitStatus.unknown
    }
    let rows = (0..<snapshot.count).lazy.map(snapshot.row).filter { hashes.contains($0.id.hash) }
    return Found(rows: Array(rows), directory: snapshot.directory)
  }

  private func idsFromInput() throws -> [SessionID] {
    guard let namespace = connections.settings.profile.sessions.prefixes.first else { return [] }
    let input = try StandardInput.read(limit: Self.inputLimit)
    return input.split(separator: UInt8(ascii: "\n")).map { line in
      let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }.reversed()
        .drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.reversed()
      return SessionID(namespace: namespace, bytes: Array(trimmed))
    }
  }
}
