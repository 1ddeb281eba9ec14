/// The rows of one scan that a view shows, in its order; extended as segments are added.
package struct SessionOrdering: Sendable {
  /// The scan whose row numbers these are.
  package let scan: Int
  /// How many rows of the scan were looked at.
  package let covered: Int
  let keys: [SessionSortKey]

  /// The row numbers in order.
  package var rows: [UInt32] { keys.map(\.row) }

  /// How many rows are shown.
  package var count: Int { keys.count }
}

/// Sorted runs made into one, with a look for cancellation between merges.
enum SortedRuns {
  static func merged(
    _ runs: [[SessionSortKey]],
    by sorter: SessionSorter
  ) throws(CancellationError) -> [SessionSortKey] {
    var runs = runs
    while runs.count > 1 {
      var next: [[SessionSortKey]] = []
      for index in stride(from: 0, to: runs.count, by: 2) {
        if Task.isCancelled { throw CancellationError() }
        next.append(
          index + 1 < runs.count ? merged(runs[index], runs[index + 1], by: sorter) : runs[index]
        )
      }
      runs = next
    }
    return runs.first ?? []
  }

  private static func merged(
    _ left: [SessionSortKey],
    _ right: [SessionSortKey],
    by sorter: SessionSorter
  ) -> [SessionSortKey] {
    var result: [SessionSortKey] = []
    result.reserveCapacity(left.count + right.count)
    var leftIndex = 0
    var rightIndex = 0
    while leftIndex < left.count, rightIndex < right.count {
      if sorter.precedes(right[rightIndex], left[leftIndex]) {
        result.append(right[rightIndex])
        rightIndex += 1
      } else {
        result.append(left[leftIndex])
        leftIndex += 1
      }
    }
    result.append(contentsOf: left[leftIndex...])
    result.append(contentsOf: right[rightIndex...])
    return result
  }
}
