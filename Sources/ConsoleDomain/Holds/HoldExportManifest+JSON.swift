import ConsoleText

extension HoldExportManifest {
  /// The manifest as one JSON object; counts are strings, as in headers.
  package var json: String {
    var object = JSONObjectText()
    object.add("format", Self.format)
    object.add("tool", tool)
    object.add("exportedAt", exportedAt)
    object.add("servers", json: serversJSON)
    object.add("occasion", json: occasionJSON)
    object.add("documents", list: counts.documents.map(Self.json))
    object.add("events", String(counts.events))
    object.add("evidence", String(counts.evidence))
    object.add("unheld", String(counts.unheld))
    object.add("withheld", list: withheld.map(Self.json))
    object.add("unmapped", list: unmapped.map { JSONText.quoted($0) })
    object.add("files", list: files.map(\.json))
    return object.text
  }

  private var serversJSON: String {
    var object = JSONObjectText()
    object.add("mongoSet", servers.mongo?.setName)
    object.add("mongoHost", servers.mongo?.host)
    object.add("database", servers.mongo?.database)
    object.add("environment", environment)
    return object.text
  }

  private var occasionJSON: String {
    var object = JSONObjectText()
    object.add("subject", occasion.subject)
    object.add("holds", list: occasion.holds.map { JSONText.quoted($0) })
    object.add("opId", occasion.operation)
    object.add("planHash", occasion.planHash)
    object.add("requestedBy", occasion.requestedBy)
    object.add("approvedBy", occasion.approvedBy)
    object.add("reason", occasion.reason)
    object.add("ticket", occasion.ticket)
    return object.text
  }

  private static func json(_ place: Place) -> String {
    var object = JSONObjectText()
    object.add("coll", place.place)
    object.add("count", String(place.count))
    return object.text
  }

  private static func json(_ withheld: Withheld) -> String {
    var object = JSONObjectText()
    object.add("coll", withheld.place)
    object.add("path", withheld.path)
    object.add("count", String(withheld.count))
    return object.text
  }
}
