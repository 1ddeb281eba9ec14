import ConsoleMongo

/// The MongoDB roles of docs/security.md, for the demo's databases: a test holds the two together.
enum DemoRole: String, Sendable, CaseIterable {
  case oncall = "opsOncall"
  case compliance = "opsCompliance"
  case auditor = "opsAuditor"
  /// Runs `holdfast sweep` from cron or a timer.
  case sweep = "opsSweep"
  /// Creates the console's own collections and indexes (`holdfast doctor --init`).
  case setUp = "opsSetUp"

  /// The collections with personal data; on-call reads their masked views alone.
  static let entities = [
    "users", "organizations", "contacts", "people", "invites", "waitlists", "legalacceptances",
    "projects", "estimates", "companies", "companylocations", "offices", "graphedges",
    "orgtaxonomies", "contactinquiries",
  ]

  /// Those of them whose `name` is no person's.
  static let businessNames: Set<String> = [
    "projects", "estimates", "companies", "companylocations", "offices",
  ]

  /// Those that a hold or a strip changes: `orgtaxonomies` has nothing to hold or strip by.
  private static let changeable = entities.filter { $0 != "orgtaxonomies" }

  /// The command that makes this role in `admin`.
  func creation(backend: String, console: String) -> MongoDocument {
    [
      "createRole": .string(rawValue), "roles": [],
      "privileges": .array(
        privileges(backend: backend, console: console).map { .document($0.document) }
      ),
    ]
  }

  private func privileges(backend: String, console: String) -> [DemoPrivilege] {
    let own = { (collection: String, actions: [String]) in
      DemoPrivilege(database: console, collection: collection, actions: actions)
    }
    let theirs = { (collection: String, actions: [String]) in
      DemoPrivilege(database: backend, collection: collection, actions: actions)
    }
    let meta = [
      theirs("", ["listCollections", "listIndexes", "collStats", "dbStats"]),
      own("", ["listCollections", "listIndexes", "collStats"]),
    ]
    let chain = ["audit_headers", "audit_bodies", "checkpoints"].map {
      own($0, ["find", "insert"])
    }
    switch self {
    case .oncall:
      return meta + chain + Self.entities.map { theirs("\($0)_masked", ["find"]) } + [
        theirs("sessions", ["find", "remove"]), theirs("eventlogs", ["find", "insert"]),
        own("ops", ["find", "insert", "update"]), own("legal_holds", ["find"]),
        own("hold_members", ["find"]), own("evidence", ["insert"]), own("leases", ["find"]),
      ]
    case .compliance:
      let records = [
        "ops", "legal_holds", "hold_members", "dsr_requests", "dsr_tasks", "approvals", "waivers",
      ]
      // A strip searches every collection afterwards, whatever is mapped.
      return meta + [
        theirs("", ["find"]), own("", ["find"]), own("audit_headers", ["insert"]),
        own("audit_bodies", ["insert", "update"]), own("checkpoints", ["insert"]),
        own("evidence", ["insert"]), own("approval_keys", ["insert"]),
        theirs("eventlogs", ["insert", "update"]), theirs("sessions", ["remove"]),
      ]
        + Self.changeable.map { theirs($0, ["update"]) }
        + records.map { own($0, ["insert", "update"]) }
    case .auditor:
      let records = [
        "ops", "legal_holds", "hold_members", "dsr_requests", "approvals", "approval_keys",
        "waivers", "leases",
      ]
      return meta + chain + records.map { own($0, ["find"]) } + [
        theirs("eventlogs", ["find"]), theirs("", ["viewRole", "viewUser"]),
        own("preflight_runs", ["find", "insert"]), .cluster,
      ]
    case .sweep:
      return meta + [
        theirs("eventlogs", ["find", "insert", "update"]), theirs("orgtaxonomies", ["find"]),
        own("audit_headers", ["find", "insert"]),
        own("audit_bodies", ["find", "insert", "remove"]), own("evidence", ["insert"]),
        own("checkpoints", ["find", "insert"]),
      ]
        + Self.changeable.map { theirs($0, ["find", "update"]) }
        + ["leases", "legal_holds", "hold_members"].map { own($0, ["find", "insert", "update"]) }
    case .setUp:
      return [
        own("", ["createCollection", "createIndex", "listIndexes"]),
        own("audit_headers", ["find", "insert"]), own("audit_bodies", ["insert"]),
      ]
    }
  }
}

/// Some actions on one collection, on a whole database (an empty collection), or on the cluster.
struct DemoPrivilege: Hashable, Sendable {
  var database: String
  var collection: String
  var actions: [String]
  var isOfCluster = false

  /// What the checks of a deployment read.
  static let cluster = DemoPrivilege(
    database: "",
    collection: "",
    actions: ["serverStatus", "getParameter", "getCmdLineOpts", "replSetGetStatus", "hostInfo"],
    isOfCluster: true
  )

  var document: MongoDocument {
    let resource: MongoValue =
      isOfCluster
      ? ["cluster": true] : ["db": .string(database), "collection": .string(collection)]
    return ["resource": resource, "actions": .array(actions.map { .string($0) })]
  }
}
