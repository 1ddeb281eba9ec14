/// Every event type that the backend writes, with how often it turns up (backend-data.md 0.2).
struct EventKind: Hashable, Sendable {
  var type: String
  var subject: EventSubject?
  /// Out of the sum of all weights.
  var weight: Int

  static let all: [EventKind] = rows.flatMap { row in
    row.actions.split(separator: " ").map {
      EventKind(type: "\(row.family).\($0)", subject: row.subject, weight: row.weight)
    }
  }

  private struct Row {
    var family: String
    var actions: String
    var subject: EventSubject?
    var weight: Int
  }

  private static let rows = [
    Row(family: "auth", actions: "login", subject: nil, weight: 400),
    Row(
      family: "auth",
      actions: "register verify_email password_reset_requested password_reset",
      subject: .user,
      weight: 12
    ),
    Row(family: "session", actions: "revoked", subject: nil, weight: 60),
    Row(family: "session", actions: "revoked_all", subject: nil, weight: 8),
    Row(
      family: "compliance",
      actions: "strip_pii legal_hold batch_archive",
      subject: .user,
      weight: 6
    ),
    Row(family: "legal", actions: "accepted", subject: .acceptance, weight: 40),
    Row(family: "legal", actions: "updated seeded", subject: nil, weight: 1),
    Row(
      family: "migration",
      actions: "start progress finalized aborted failed",
      subject: .organization,
      weight: 3
    ),
    Row(family: "email", actions: "send send_attempt", subject: nil, weight: 80),
    Row(family: "email", actions: "send_failed", subject: nil, weight: 9),
    Row(family: "email_template", actions: "updated preview test_send", subject: nil, weight: 2),
    Row(family: "invite", actions: "created resent accepted", subject: .invite, weight: 14),
    Row(family: "ops", actions: "queue_alert", subject: nil, weight: 3),
    Row(
      family: "user",
      actions: "created updated roles_updated archived unarchived",
      subject: .user,
      weight: 14
    ),
    Row(
      family: "organization",
      actions: "created updated archived unarchived owner_assigned datastore_switched "
        + "legal_hold_toggled pii_stripped_toggled",
      subject: .organization,
      weight: 2
    ),
    Row(
      family: "contact",
      actions: "created updated archived unarchived",
      subject: .contact,
      weight: 16
    ),
    Row(
      family: "person",
      actions: "created updated archived unarchived",
      subject: .person,
      weight: 16
    ),
    Row(
      family: "project",
      actions: "created updated archived unarchived",
      subject: .record(.project),
      weight: 8
    ),
    Row(
      family: "estimate",
      actions: "created updated archived unarchived",
      subject: .record(.estimate),
      weight: 10
    ),
    Row(
      family: "company",
      actions: "created updated archived unarchived",
      subject: .record(.company),
      weight: 5
    ),
    Row(
      family: "company_location",
      actions: "created updated archived unarchived",
      subject: .record(.companyLocation),
      weight: 2
    ),
    Row(
      family: "office",
      actions: "created updated archived unarchived",
      subject: .record(.office),
      weight: 2
    ),
    Row(
      family: "graph_edge",
      actions: "created archived unarchived",
      subject: .record(.graphEdge),
      weight: 3
    ),
    Row(family: "org_taxonomy", actions: "updated", subject: .record(.taxonomy), weight: 2),
    Row(
      family: "marketing",
      actions: "waitlist_submit waitlist_event contact_inquiry",
      subject: nil,
      weight: 20
    ),
    Row(family: "ingestion", actions: "queued completed", subject: nil, weight: 2),
    Row(family: "bulk", actions: "import export", subject: nil, weight: 4),
    Row(
      family: "seat",
      actions: "allocated released",
      subject: .record(.seat),
      weight: 3
    ),
    Row(family: "cost_code", actions: "updated", subject: .record(.costCode), weight: 4),
    Row(family: "notification", actions: "read", subject: .record(.notification), weight: 10),
  ]
}

/// What an event is about, with the label that the backend writes in `entity` and `entityType`.
enum EventSubject: Hashable, Sendable {
  case user
  case organization
  case contact
  case person
  case invite
  case acceptance
  case record(DemoRecord)

  var label: String {
    switch self {
    case .user: "User"
    case .organization: "Organization"
    case .contact: "Contact"
    case .person: "Person"
    case .invite: "Invite"
    case .acceptance: "LegalAcceptance"
    case .record(let kind): kind.label
    }
  }
}
