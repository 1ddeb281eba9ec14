import ConsoleDomain

@testable import ConsoleFeatures

extension ServerIdentity {
  /// Both servers of the staging environment.
  static let staging = ServerIdentity(
    redis: RedisIdentity(runID: "ab", address: "127.0.0.1:6379", database: 0),
    mongo: MongoIdentity(setName: "rs0", host: "127.0.0.1:27017", database: "app")
  )
}

/// Plans and receipts of actions on documents, as the gate would make them.
enum TestDocumentPlans {
  /// nil for what is not about documents.
  static func plan(_ request: ActionRequest, at now: Instant) -> ActionPlan? {
    switch request {
    case .stripSubject, .strip: strip(request, at: now)
    case .createRetentionIndex:
      plan(
        request,
        PlannedDocuments(
          groups: [PlannedDocuments.Group(place: "eventlogs", matched: 1_204, blocked: 0)],
          facts: ["index \(RetentionIndex.name) on eventlogs", RetentionIndex.text]
        ),
        warnings: ["The server deletes 1,204 events within about a minute, for good."],
        phrase: "delete 1204 in eu-west-1",
        at: now
      )
    case .archive(let keys, _): simple(request, keys, warnings: [], at: now)
    case .contain(let userID):
      simple(
        request,
        [EntityKey(type: "user", id: .objectID(userID))],
        warnings: ["The user can't sign in any more, and all sessions are revoked."],
        at: now
      )
    default: nil
    }
  }

  private static func simple(
    _ request: ActionRequest,
    _ keys: [EntityKey],
    warnings: [String],
    at now: Instant
  ) -> ActionPlan {
    var documents = PlannedDocuments(groups: [
      PlannedDocuments.Group(place: "users", matched: keys.count, blocked: 0)
    ])
    documents.samples = keys.map {
      PlannedDocument(place: "users", id: $0.id.text, label: "u•••@example.com")
    }
    return plan(request, documents, warnings: warnings, phrase: nil, at: now)
  }

  private static func strip(_ request: ActionRequest, at now: Instant) -> ActionPlan {
    let paths = [
      "users.email: 1, such as u•••@example.com", "users.name: 1, such as U•••",
      "users.passwordHash: 1, such as •••", "contacts.emails[].value: 3, such as a•••@example.com",
      "contacts.phones[].value: 2, such as •••17", "contacts.firstName: 2, such as A•••",
      "invites.email: 1, such as u•••@example.com", "waitlists.email: 1, such as u•••@example.com",
    ]
    let documents = PlannedDocuments(
      groups: [
        .init(place: "users", matched: 1, blocked: 0),
        .init(place: "contacts", matched: 3, blocked: 1),
        .init(place: "invites", matched: 1, blocked: 0),
        .init(place: "waitlists", matched: 1, blocked: 0),
      ],
      samples: [
        PlannedDocument(place: "contacts", id: "c-3", blocked: "legal_hold"),
        PlannedDocument(
          place: "users",
          id: TestSessions.userID(2),
          label: "u•••@example.com",
          change: "3 fields"
        ), PlannedDocument(place: "contacts", id: "c-1", label: "A•••", change: "4 fields"),
        PlannedDocument(place: "contacts", id: "c-2", label: "A•••", change: "3 fields"),
        PlannedDocument(place: "invites", id: "i-9", change: "1 field"),
        PlannedDocument(place: "waitlists", id: "w-4", change: "1 field"),
      ],
      facts: paths
    )
    return plan(
      request,
      documents,
      warnings: [
        "1 are held and will be left alone.",
        "The user is archived with it and all sessions are revoked; seats stay allocated.",
        "Events about them lose payload and metadata; in events that they caused, and in names of "
          + "limiter keys, their own values go. Backups and logs are out of reach.",
        "Not covered by any mapping: costcodes, seats.",
      ],
      phrase: "strip 5 in eu-west-1",
      needsApproval: "a strip can't be undone and takes two people",
      at: now
    )
  }

  private static func plan(
    _ request: ActionRequest,
    _ documents: PlannedDocuments,
    warnings: [String],
    phrase: String?,
    needsApproval: String? = nil,
    at now: Instant
  ) -> ActionPlan {
    ActionPlan(
      id: OperationID(high: 9, low: UInt64(documents.matched)),
      request: request,
      tier: phrase == nil ? .harmful : .irreversible,
      content: .documents(documents),
      isComplete: true,
      warnings: warnings,
      servers: .staging,
      hash: String(repeating: "5e", count: 32),
      madeAt: now,
      phrase: phrase,
      needsApproval: needsApproval
    )
  }

  /// How a strip ended that left a value in two places.
  static func partialReceipt(of plan: ActionPlan, at now: Instant) -> ActionReceipt {
    ActionReceipt(
      plan: plan,
      result: .partial,
      ending: .documents(
        DocumentsEnding(
          groups: [
            .init(place: "users", changed: 1), .init(place: "contacts", changed: 2, blocked: 1),
          ],
          failures: [
            PlannedDocument(place: "contacts", id: "c-3", blocked: "legal_hold"),
            PlannedDocument(
              place: "app.costcodes",
              id: "k-1",
              blocked: "a value is left in owner.mail"
            ),
          ],
          notes: [
            "3 sessions revoked", "residue: 31 collections, 3 of them in part",
            "incomplete: a value stands in 1 place",
          ]
        )
      ),
      intentSequence: 41,
      outcomeSequence: 42,
      problems: [],
      finishedAt: now
    )
  }

  /// How it ended where nothing went wrong.
  static func receipt(of plan: ActionPlan, at now: Instant) -> ActionReceipt {
    let groups = plan.documents?.groups ?? []
    return ActionReceipt(
      plan: plan,
      result: .success,
      ending: .documents(
        DocumentsEnding(groups: groups.map { .init(place: $0.place, changed: $0.matched) })
      ),
      intentSequence: 41,
      outcomeSequence: 42,
      problems: [],
      finishedAt: now
    )
  }
}
