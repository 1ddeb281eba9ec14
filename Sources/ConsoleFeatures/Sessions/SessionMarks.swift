package import ConsoleDomain

/// Marked sessions by id, each with the user it was shown under, in the order of marking.
package struct SessionMarks: Equatable, Sendable {
  private struct Mark: Equatable {
    var userID: String?
    var at: Instant
  }

  private var marks: [SessionID: Mark] = [:]
  /// The marked ids, in the order of marking.
  package private(set) var ids: [SessionID] = []

  /// No marks.
  package init() {}

  /// How many are marked.
  package var count: Int { ids.count }
  /// Whether nothing is marked.
  package var isEmpty: Bool { ids.isEmpty }

  /// Whether a session is marked.
  package func contains(_ id: SessionID) -> Bool { marks[id] != nil }

  /// The marked sessions as targets of an action.
  package var targets: [RevokeTarget] {
    ids.map { RevokeTarget(id: $0, userID: marks[$0]?.userID) }
  }

  /// Those marked before `moment`: a complete scan begun then must have seen them, or they are gone.
  func ids(before moment: Instant) -> [SessionID] {
    ids.filter { id in marks[id].map { $0.at < moment } ?? false }
  }

  mutating func insert(_ row: SessionRow, at moment: Instant) {
    guard !contains(row.id) else { return }
    marks[row.id] = Mark(userID: row.userID, at: moment)
    ids.append(row.id)
  }

  mutating func toggle(_ row: SessionRow, at moment: Instant) {
    if contains(row.id) { remove([row.id]) } else { insert(row, at: moment) }
  }

  mutating func remove(_ gone: Set<SessionID>) {
    guard !gone.isEmpty, !isEmpty else { return }
    for id in ids where gone.contains(id) { marks.removeValue(forKey: id) }
    ids.removeAll(where: gone.contains)
  }

  mutating func removeAll() { self = SessionMarks() }
}
