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

  /// Reads what the selection names; how many of it do not exist goes to standard error.
  func find(_ selection: SessionSelection) async throws -> Found {
    if let user = selection.user { return try await sessions(of: user) }
    if selection.readsInput { return try await sessions(withIDs: try idsFromInput()) }
    return try await sessions(withHashes: Set(selection.idHashes.map { $0.lowercased() }))
  }

  private func sessions(of user: String) async throws -> Found {
    guard let subject = SubjectKey(text: user) else { throw ExitStatus.usage }
    let found = try await connections.ports.sessions.find(subject)
    var directory = Directory()
    directory.users[found.user.id] = found.user
    directory.problem = found.nameProblem
    return Found(rows: found.rows, directory: directory)
  }

  /// An id may be under any of the profile's prefixes.
  private func sessions(withIDs ids: [[UInt8]]) async throws -> Found {
    var rows: [SessionRow] = []
    var missing = 0
    for bytes in ids {
      let before = rows.count
      for namespace in connections.settings.profile.sessions.prefixes {
        let id = SessionID(namespace: namespace, bytes: bytes)
        if let detail = try await connections.ports.sessions.detail(id) { rows.append(detail.row) }
      }
      if rows.count == before { missing += 1 }
    }
    tell(missing: missing)
    return Found(rows: rows, directory: Directory())
  }

  /// A hash can't be turned back: every key is read, as `sessions list` does.
  private func sessions(withHashes hashes: Set<String>) async throws -> Found {
    let snapshot = try await connections.scan()
    if case .incomplete(let reason) = snapshot.progress.phase {
      Complaint.print("the search is incomplete: \(reason)")
      throw ExitStatus.unknown
    }
    let rows = (0..<snapshot.count).lazy.map(snapshot.row).filter { hashes.contains($0.id.hash) }
    tell(missing: hashes.subtracting(rows.map(\.id.hash)).count)
    return Found(rows: Array(rows), directory: snapshot.directory)
  }

  private func tell(missing: Int) {
    guard missing > 0 else { return }
    Complaint.print("\(CountText.noun(missing, "session")) of those named not found")
  }

  /// The ids in the order given, each once.
  private func idsFromInput() throws -> [[UInt8]] {
    if StandardInput.isTerminal { Complaint.print("type one session id a line, then Ctrl-D") }
    let input = try StandardInput.read(limit: Self.inputLimit)
    var seen: Set<[UInt8]> = []
    return input.split(separator: UInt8(ascii: "\n")).map(trimmed)
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    guard let first = line.firstIndex(where: { !isBlank($0) }),
      let last = line.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(line[first...last])
  }
}

extension Connections {
  /// Every session under the profile's prefixes, the count shown to whoever watches.
  func scan() async throws(StoreProblem) -> SessionSnapshot {
    defer { LiveLine.clear() }
    return try await ports.sessions.scan { snapshot in
      let progress = snapshot.progress
      LiveLine.show(
        "reading sessions: \(CountText.grouped(progress.visited)) of about "
          + "\(CountText.grouped(progress.estimatedTotal)) keys"
      )
    }
  }
}
