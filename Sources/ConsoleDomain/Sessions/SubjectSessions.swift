/// The sessions of one user as the backend's own index has them.
package struct SubjectSessions: Hashable, Sendable {
  package var user: UserSummary
  package var organization: OrganizationSummary?
  /// Sessions of the set that exist, newest activity first.
  package var rows: [SessionRow]
  /// Members of the set whose key is gone.
  package var deadMembers: Int
  package var readAt: Instant
  /// Why nothing but the id is known of the user; nil when that was looked up.
  package var nameProblem: StoreProblem?

  /// Makes a result.
  package init(
    user: UserSummary,
    organization: OrganizationSummary?,
    rows: [SessionRow],
    deadMembers: Int,
    readAt: Instant,
    nameProblem: StoreProblem? = nil
  ) {
    self.user = user
    self.organization = organization
    self.rows = rows
    self.deadMembers = deadMembers
    self.readAt = readAt
    self.nameProblem = nameProblem
  }
}

extension SubjectSessions {
  /// The sessions as an index of their own, so that filter, sort and output are those of any other.
  ///
  /// `scan` tells it apart from other snapshots; whoever shows it beside a store's chooses a number
  /// below zero, which no store gives.
  package func snapshot(scan: Int = 0) -> SessionSnapshot {
    var builder = SessionIndexBuilder(scan: scan)
    for row in rows { builder.append(row) }
    var directory = Directory()
    directory.users[user.id] = user
    directory.problem = nameProblem
    if let organization { directory.organizations[organization.id] = organization }
    return builder.snapshot(
      progress: ScanProgress(
        phase: .complete,
        scanned: rows.count,
        estimatedTotal: rows.count,
        visited: rows.count,
        startedAt: readAt,
        finishedAt: readAt
      ),
      directory: directory
    )
  }
}
