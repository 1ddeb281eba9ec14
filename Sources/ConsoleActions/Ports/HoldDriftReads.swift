package import ConsoleDomain

/// What a comparison of flags with the register reads beside the holds themselves.
package struct HoldDriftReads: Sendable {
  /// Documents of a selection without the flag or without the hold's id; at most so many.
  package var without:
    @Sendable (_ selection: HoldSelection, _ holdID: String, _ limit: Int)
      async throws(StoreProblem) -> [DocumentID]
  /// Ids of holds on the documents of a type, each with how many carry it; reads the collection.
  package var marks: @Sendable (_ type: String) async throws(StoreProblem) -> [HoldMark]

  /// Makes the ports.
  package init(
    without:
      @escaping @Sendable (_ selection: HoldSelection, _ holdID: String, _ limit: Int)
      async throws(StoreProblem) -> [DocumentID],
    marks: @escaping @Sendable (_ type: String) async throws(StoreProblem) -> [HoldMark]
  ) {
    self.without = without
    self.marks = marks
  }
}
