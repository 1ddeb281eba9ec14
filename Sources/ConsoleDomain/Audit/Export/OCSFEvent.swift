/// Audit records as OCSF 1.3.0 events of class API Activity (schema.ocsf.io/1.3.0/classes/api_activity).
///
/// A view: what OCSF has no attribute for stands under `unmapped`, salts are left out.
package enum OCSFEvent {
  /// The schema's version that these events keep to.
  package static let version = "1.3.0"
  private static let category: Int64 = 6
  private static let classID: Int64 = 6003
  /// Severity: informational.
  private static let informational: Int64 = 1

  /// One event on one line.
  package static func json(_ link: AuditLink) -> String {
    let header = link.header
    let activity = Activity(verb: header.type)
    let status = Status(link)
    var object = JSONObjectText()
    object.add("activity_id", activity.id)
    object.add("activity_name", activity.name)
    object.add("category_uid", category)
    object.add("category_name", "Application Activity")
    object.add("class_uid", classID)
    object.add("class_name", "API Activity")
    object.add("type_uid", classID * 100 + activity.id)
    object.add("severity_id", informational)
    object.add("time", Instant(iso8601: header.timestamp)?.milliseconds ?? 0)
    object.add("status_id", status.id)
    object.add("status", status.name)
    object.addKnown("status_detail", link.text("error"))
    object.addKnown("message", link.text("reason"))
    object.add("metadata", json: metadata(link))
    object.add("actor", json: actor(link))
    object.add("api", json: api(link))
    object.add("src_endpoint", json: source(link))
    if let host = link.text("target.mongoHost") {
      var endpoint = JSONObjectText()
      endpoint.add("hostname", host)
      object.add("dst_endpoint", json: endpoint.text)
    }
    if let id = link.text("entity.id") ?? link.text("entity.idHash") {
      var resource = JSONObjectText()
      resource.add("uid", id)
      resource.add("type", link.text("entity.coll") ?? String(header.type.prefix { $0 != "." }))
      object.add("resources", list: [resource.text])
    }
    object.add("unmapped", json: unmapped(link))
    return object.text
  }

  private static func metadata(_ link: AuditLink) -> String {
    let header = link.header
    var product = JSONObjectText()
    product.add("name", "Holdfast")
    product.add("vendor_name", "Holdfast")
    product.addKnown("version", link.text("clientVersion"))
    var metadata = JSONObjectText()
    metadata.add("version", version)
    metadata.add("product", json: product.text)
    metadata.add("uid", header.eventID)
    metadata.add("sequence", header.sequence)
    metadata.add("event_code", header.type)
    metadata.add("original_time", header.timestamp)
    metadata.add("log_name", "audit")
    metadata.addKnown("correlation_uid", link.text("opId"))
    return metadata.text
  }

  private static func actor(_ link: AuditLink) -> String {
    var actor = JSONObjectText()
    if let name = link.text("actor.id") {
      var user = JSONObjectText()
      user.add("name", name)
      user.addKnown("uid", link.text("actor.mongoUser"))
      actor.add("user", json: user.text)
    }
    actor.add("app_name", "holdfast")
    return actor.text
  }

  private static func api(_ link: AuditLink) -> String {
    var service = JSONObjectText()
    service.add("name", "holdfast")
    var api = JSONObjectText()
    api.add("operation", link.header.type)
    api.add("service", json: service.text)
    return api.text
  }

  /// The machine the console ran on, and from where it was reached.
  private static func source(_ link: AuditLink) -> String {
    var endpoint = JSONObjectText()
    endpoint.addKnown("hostname", link.text("actor.host"))
    if let client = link.text("actor.sshClient")?.split(separator: " ").first {
      endpoint.add("ip", String(client))
    }
    endpoint.add("svc_name", "holdfast")
    return endpoint.text
  }

  private static func unmapped(_ link: AuditLink) -> String {
    let header = link.header
    var object = JSONObjectText()
    object.add("phase", header.phase.rawValue)
    for path in [
      "actor.persona", "actor.osUser", "actor.tty", "actor.sudoUser", "ticket", "approvalId",
      "planHash", "result", "target.env", "target.db",
    ] {
      object.addKnown(path, link.text(path))
    }
    object.add("bodyRoot", header.bodyRoot)
    object.add("prev", header.previous)
    object.add("hash", header.hash)
    return object.text
  }

  /// What OCSF calls a verb of ours.
  private struct Activity {
    var id: Int64
    var name: String

    init(verb type: String) {
      let verb = type.split(separator: ".").last.map(String.init) ?? type
      (id, name) =
        switch verb {
        case "place", "initialise", "annotate", "start", "new", "elevate": (1, "Create")
        case "reveal", "export", "verify": (2, "Read")
        case "release", "withdraw", "redact", "strip", "reset", "block": (3, "Update")
        case "drop", "revoke", "erase": (4, "Delete")
        default: (99, verb)
        }
    }
  }

  /// How it ended; an intent has not ended yet.
  private struct Status {
    var id: Int64
    var name: String

    init(_ link: AuditLink) {
      let result = link.text("result")
      (id, name) =
        switch result {
        case "success"?: (1, "Success")
        case "failure"?, "blocked"?: (2, "Failure")
        case nil, "unknown"?: (0, "Unknown")
        case .some(let other): (99, other)
        }
    }
  }
}

extension AuditLink {
  /// A disclosed text; nil for anything else.
  fileprivate func text(_ path: String) -> String? {
    if case .string(let text)? = storedBody?[path] { text } else { nil }
  }
}

extension JSONObjectText {
  /// Adds a member that OCSF wants left out where it is not known.
  fileprivate mutating func addKnown(_ name: String, _ value: String?) {
    if let value { add(name, value) }
  }
}
