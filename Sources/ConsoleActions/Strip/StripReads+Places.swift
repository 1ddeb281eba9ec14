import ConsoleDomain

extension StripReads {
  /// What would go from these documents, each where it lies.
  func preview(
    of rows: [EntityRow],
    in places: PlaceSurvey
  ) async throws(StoreProblem) -> StripPreview {
    var preview = StripPreview()
    for place in places.all {
      let there = rows.filter { $0.tenantID == place.tenantID }
      guard !there.isEmpty else { continue }
      let part = try await self.preview(there.map(\.key), place)
      preview.paths += part.paths
      preview.documents += part.documents
      preview.suspects += part.suspects
    }
    return preview
  }

  /// The personal values of these documents, each read where it lies.
  func values(
    of rows: [EntityRow],
    in places: PlaceSurvey
  ) async throws(StoreProblem) -> SubjectValues {
    var values = SubjectValues()
    for place in places.all {
      let there = rows.filter { $0.tenantID == place.tenantID }
      guard !there.isEmpty else { continue }
      values.formUnion(try await self.values(there.map(\.key), place))
    }
    return values
  }
}
