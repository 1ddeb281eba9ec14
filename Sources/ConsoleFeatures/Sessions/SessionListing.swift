package import ConsoleDomain

/// The sessions that are shown, in their order.
package struct SessionListing: Sendable {
  package var snapshot: SessionSnapshot
  /// Row numbers of the snapshot.
  package var order: [UInt32]

  /// Makes a listing of rows of a snapshot.
  package init(_ snapshot: SessionSnapshot, order: [UInt32]) {
    self.snapshot = snapshot
    self.order = order
  }

  /// How many sessions are shown.
  package var count: Int { order.count }

  /// The session at a position below `count`.
  package func row(_ position: Int) -> SessionRow { snapshot.row(Int(order[position])) }

  /// The position of a session, looked for from the first row on.
  func position(of id: SessionID) -> Int? {
    (0..<count).first { row($0).id == id }
  }

  /// The user of a row as far as it is known.
  package func user(of row: SessionRow) -> UserSummary? {
    row.userID.flatMap { snapshot.directory.users[$0] }
  }

  /// The organisation of a row as far as it is known.
  package func organization(of row: SessionRow) -> OrganizationSummary? {
    row.organizationID.flatMap { snapshot.directory.organizations[$0] }
  }
}

extension SessionListing: Equatable {
  /// Two listings are equal when they show the same rows of the same scan.
  package static func == (left: SessionListing, right: SessionListing) -> Bool {
    left.snapshot.scan == right.snapshot.scan
      && left.snapshot.removed == right.snapshot.removed && left.order == right.order
  }
}
