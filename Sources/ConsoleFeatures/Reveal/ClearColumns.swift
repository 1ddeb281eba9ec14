package import ConsoleDomain

/// Masked columns that are shown in clear for a while.
///
/// Values are kept for the rows around the screen alone, so that they take no more room for a million
/// sessions than for a hundred, and what scrolled away is not lying about.
package struct ClearColumns: Equatable, Sendable {
  /// How long after a failed read the values are asked for again.
  static let retryInterval: Duration = .seconds(5)

  /// When each column that is in clear is masked again.
  package private(set) var ends: [MaskedColumn: Instant] = [:]
  /// What was read of the rows around the screen; nil: there is nothing to show in clear.
  private var values: [MaskedCell: String?] = [:]
  private(set) var retryAt: Instant?

  init() {}

  /// The clear value of a cell, where its column is open and it was read.
  func value(of cell: MaskedCell) -> String? { values[cell] ?? nil }

  func isOpen(_ column: MaskedColumn) -> Bool { ends[column] != nil }

  /// Those of the cells that were not read yet.
  func missing(of cells: [MaskedCell]) -> [MaskedCell] {
    cells.filter { values[$0] == nil }
  }

  mutating func open(_ column: MaskedColumn, until: Instant) {
    ends[column] = until
    retryAt = nil
  }

  /// Masks a column again; its values are forgotten at once.
  mutating func close(_ column: MaskedColumn) {
    ends[column] = nil
    values = [:]
  }

  /// Masks what has had its time and answers it.
  mutating func expire(at now: Instant) -> [MaskedColumn] {
    let over = ends.filter { $0.value <= now }.map(\.key)
    for column in over { close(column) }
    return over
  }

  /// Takes the values of these cells; those of any other row are forgotten.
  mutating func take(_ read: [MaskedCell: String], of asked: [MaskedCell], around: [MaskedCell]) {
    for cell in asked { values.updateValue(read[cell], forKey: cell) }
    let kept = Set(around)
    values = values.filter { kept.contains($0.key) }
  }

  mutating func noteFailure(at now: Instant) {
    retryAt = now.advanced(by: Self.retryInterval)
  }
}
