package import ConsoleDomain

/// The counters that are shown, in their order.
package struct CounterListing: Sendable {
  /// Which scan the row numbers belong to.
  package var scan: Int
  package var snapshot: CounterSnapshot
  package var ordering: CounterOrdering
  /// Row numbers of the snapshot.
  package private(set) var order: [UInt32]

  /// Makes a listing of rows of a snapshot.
  package init(scan: Int, _ snapshot: CounterSnapshot, _ ordering: CounterOrdering) {
    self.scan = scan
    self.snapshot = snapshot
    self.ordering = ordering
    order = ordering.rows
  }

  /// How many counters are shown.
  package var count: Int { order.count }

  /// The name of the counter at a position; nil beyond the end.
  package func id(_ position: Int) -> CounterID? {
    guard order.indices.contains(position) else { return nil }
    return snapshot.id(Int(order[position]))
  }

  /// The counter at a position as it was scanned, judged at this moment; nil beyond the end.
  package func row(_ position: Int, at now: Instant) -> CounterRow? {
    guard order.indices.contains(position) else { return nil }
    return snapshot.counter(Int(order[position])).map { ordering.row($0, at: now) }
  }

  /// The position of a counter, looked for from the first row on.
  func position(of id: CounterID) -> Int? {
    order.firstIndex { snapshot.id(Int($0)) == id }
  }

  /// The first line of an export; nil where the format has none.
  package static func exportHeader(_ format: ExportFormat) -> String? {
    format == .csv ? CounterRecord.csvHeader : nil
  }

  /// One row of an export without the end of the line, masked; nil beyond the end.
  package func exportLine(_ position: Int, as format: ExportFormat, at now: Instant) -> String? {
    row(position, at: now).map { row in
      switch format {
      case .csv: CounterRecord.csv(row, now: now)
      case .ndjson: RecordJSON.limit(row, now: now)
      }
    }
  }
}

extension CounterListing: Equatable {
  /// Two listings are equal when they show the same rows of the same scan.
  package static func == (left: CounterListing, right: CounterListing) -> Bool {
    left.scan == right.scan && left.order == right.order
  }
}
