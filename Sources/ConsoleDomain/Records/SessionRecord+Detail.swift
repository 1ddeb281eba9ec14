import ConsoleText

extension SessionRecord {
  /// One session as one JSON object.
  package static func json(
    _ row: SessionRow,
    directory: Directory,
    now: Instant,
    showIDs: Bool
  ) -> String {
    SessionRecord(row, directory: directory, now: now, showIDs: showIDs).json
  }

  /// One session with its decoded value (`value`), or why there is none (`unreadable`).
  package static func json(
    _ detail: SessionDetail,
    directory: Directory,
    now: Instant,
    showIDs: Bool
  ) -> String {
    var object = SessionRecord(detail.row, directory: directory, now: now, showIDs: showIDs).object
    object.add("indexed", detail.isIndexed)
    object.add("readAt", detail.readAt)
    object.add("value", json: detail.tree.map { RecordJSON.tree($0) })
    object.add("unreadable", json: detail.unreadable.map(unreadable))
    return object.text
  }

  private static func unreadable(_ unreadable: SessionDetail.Unreadable) -> String {
    var object = JSONObjectText()
    object.add("guess", unreadable.guess)
    object.add("head", unreadable.head)
    return object.text
  }
}
