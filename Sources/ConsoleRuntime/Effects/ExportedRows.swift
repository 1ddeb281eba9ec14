import ConsoleDomain
import ConsoleFeatures

/// The masked rows of a list that a person asked to have in a file.
enum ExportedRows: Sendable {
  case sessions(SessionListing)
  case counters(CounterListing)

  /// What a row is, for the record and the file's name.
  var subject: String {
    switch self {
    case .sessions: "session"
    case .counters: "limit"
    }
  }

  var count: Int {
    switch self {
    case .sessions(let listing): listing.count
    case .counters(let listing): listing.count
    }
  }

  func header(_ format: ExportFormat) -> String? {
    switch self {
    case .sessions: SessionListing.exportHeader(format)
    case .counters: CounterListing.exportHeader(format)
    }
  }

  func line(_ position: Int, as format: ExportFormat, at now: Instant) -> String? {
    switch self {
    case .sessions(let listing): listing.exportLine(position, as: format, at: now)
    case .counters(let listing): listing.exportLine(position, as: format, at: now)
    }
  }
}
