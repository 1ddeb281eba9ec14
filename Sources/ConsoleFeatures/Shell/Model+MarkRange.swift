import ConsoleDomain

/// Marking from one row to another: every list says the same of it.
extension Model {
  /// Says that a range begins at the cursor.
  mutating func sayRangeBegins() {
    shell.say(.ok, "a range begins here: move to its end and press v again")
  }

  /// The rows of a range that ends at the cursor; nil, with the reason said: it can't be marked.
  ///
  /// `start` is where its first record stands now; nil: it is not shown any more.
  mutating func markedRange(from start: Int?, to cursor: Int) -> ClosedRange<Int>? {
    guard let start else {
      shell.say(.warning, "the record where the range began is not shown any more")
      return nil
    }
    let range = min(start, cursor)...max(start, cursor)
    guard range.count <= Self.markLimit else {
      shell.say(.warning, "at most \(Self.markLimit) records can be marked")
      return nil
    }
    shell.say(.ok, "\(CountText.noun(range.count, "record")) marked")
    return range
  }
}
