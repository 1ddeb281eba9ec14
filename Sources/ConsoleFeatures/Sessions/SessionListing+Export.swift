package import ConsoleDomain

extension SessionListing {
  /// A row as machines read it, masked and without the sid.
  func record(of row: SessionRow, at now: Instant) -> SessionRecord {
    SessionRecord(row, user: user(of: row), organization: organization(of: row), now: now)
  }

  /// The first line of an export; nil where the format has none.
  package static func exportHeader(_ format: ExportFormat) -> String? {
    format == .csv ? SessionRecord.csvHeader : nil
  }

  /// One row of an export without the end of the line; `position` must be below `count`.
  package func exportLine(_ position: Int, as format: ExportFormat, at now: Instant) -> String {
    let record = record(of: row(position), at: now)
    return switch format {
    case .csv: record.csv
    case .ndjson: record.json
    }
  }
}
