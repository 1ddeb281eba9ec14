import ConsoleDomain

/// Whether a session's user, or the organisation, is under legal hold, erring towards yes.
struct Holds: Sendable {
  let directory: Directory

  /// True where it is held and where it can't be told: a snapshot too many harms nobody.
  func mayBeHeld(_ row: SessionRow) -> Bool {
    guard let userID = row.userID else { return false }
    if let user = directory.users[userID] {
      return user.isHeld || isHeld(organization: row.organizationID ?? user.organizationID)
    }
    if directory.missingUsers.contains(userID) { return isHeld(organization: row.organizationID) }
    return true
  }

  private func isHeld(organization: String?) -> Bool {
    guard let organization else { return false }
    if let known = directory.organizations[organization] { return known.isHeld }
    return directory.problem != nil
  }
}
