extension AuditSlice {
  /// Merges what both logs gave on one side of a place; `reached` is how far each was searched.
  package init(
    from start: AuditMarks,
    ours: LogRun,
    backend: LogRun,
    reached: AuditMarks,
    _ request: AuditEventRequest
  ) {
    let merge = AuditMerge(
      ours: ours,
      backend: backend,
      direction: request.direction,
      limit: request.limit
    )
    let left = [
      ours.events.dropFirst(merge.ours).first, backend.events.dropFirst(merge.backend).first,
    ].compactMap { $0 }
    let isOlder = request.direction == .older
    var end = reached
    for event in left { end = isOlder ? end.above(event) : end.below(event) }
    let isAtEnd = ours.isAtEnd && backend.isAtEnd && left.isEmpty
    let searched = [ours.searchedTo, backend.searchedTo].compactMap { $0 }
    let hasRoom = merge.events.count < request.limit
    self.init(
      events: isOlder ? merge.events : merge.events.reversed(),
      top: isOlder ? start : end,
      bottom: isOlder ? end : start,
      isAtEnd: isAtEnd,
      searchedTo: isAtEnd || !hasRoom ? nil : isOlder ? searched.max() : searched.min(),
      isInitialised: false,
      readAt: request.now
    )
  }
}
