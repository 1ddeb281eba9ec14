package import ConsoleDomain

/// The sessions that are shown, in their order: rows of the index, or those of one user.
package struct SessionListing: Sendable {
  /// Where the rows come from.
  package enum Content: Sendable {
    /// Row numbers of a snapshot.
    case index(SessionSnapshot, order: [UInt32])
    /// Rows found without a scan.
    case subject(SubjectSessions)
  }

  package var content: Content

  /// Makes a listing.
  package init(_ content: Content) { self.content = content }

  /// How many sessions are shown.
  package var count: Int {
    switch content {
    case .index(_, let order): order.count
    case .subject(let subject): subject.rows.count
    }
  }

  /// The session at a position below `count`.
  package func row(_ position: Int) -> SessionRow {
    switch content {
    case .index(let snapshot, let order): snapshot.row(Int(order[position]))
    case .subject(let subject): subject.row(position)
    }
  }

  /// The position of a session, found by its row number where one is known.
  func position(of id: SessionID, rowNumber: UInt32?) -> Int? {
    switch content {
    case .index(_, let order):
      return rowNumber.flatMap { number in order.firstIndex(of: number) }
    case .subject(let subject):
      return subject.rows.firstIndex { $0.id == id }
    }
  }

  /// The position of a session, looked for from the first row on.
  func position(of id: SessionID) -> Int? {
    (0..<count).first { row($0).id == id }
  }

  /// The row number at a position; nil where rows have none.
  func rowNumber(_ position: Int) -> UInt32? {
    guard case .index(_, let order) = content else { return nil }
    return order[position]
  }

  /// The user of a row as far as it is known.
  package func user(of row: SessionRow) -> UserSummary? {
    guard let userID = row.userID else { return nil }
    switch content {
    case .index(let snapshot, _): return snapshot.directory.users[userID]
    case .subject(let subject): return subject.user.id == userID ? subject.user : nil
    }
  }

  /// The organisation of a row as far as it is known.
  package func organization(of row: SessionRow) -> OrganizationSummary? {
    guard let organizationID = row.organizationID else { return nil }
    switch content {
    case .index(let snapshot, _): return snapshot.directory.organizations[organizationID]
    case .subject(let subject):
      return subject.organization?.id == organizationID ? subject.organization : nil
    }
  }
}

extension SessionListing: Equatable {
  /// Two listings are equal when they show the same rows of the same scan, or the same user's.
  package static func == (left: SessionListing, right: SessionListing) -> Bool {
    switch (left.content, right.content) {
    case (.index(let left, let leftOrder), .index(let right, let rightOrder)):
      left.scan == right.scan && left.removed == right.removed && leftOrder == rightOrder
    case (.subject(let left), .subject(let right)):
      left == right
    case (.index, .subject), (.subject, .index):
      false
    }
  }
}

extension SubjectSessions {
  /// A row with the flags that the user and the organisation add to it.
  func row(_ index: Int) -> SessionRow {
    var row = rows[index]
    if user.isHeld || organization?.isHeld == true { row.flags.insert(.held) }
    if user.isArchived { row.flags.insert(.archived) }
    if user.isStripped { row.flags.insert(.stripped) }
    return row
  }
}
