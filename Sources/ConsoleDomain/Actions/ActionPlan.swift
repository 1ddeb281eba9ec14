/// What an action would do, found by reading only: the list a person reviews before agreeing.
package struct ActionPlan: Hashable, Sendable {
  /// How long a plan may be applied after it was made (tui.md c.6).
  package static let lifetime: Duration = .seconds(300)

  package var id: OperationID
  package var request: ActionRequest
  package var tier: ActionTier
  package var content: PlanContent
  /// Whether the targets are all that was asked for: nothing kept the search from seeing everything.
  package var isComplete: Bool
  /// Things a person must know before agreeing, most important first.
  package var warnings: [String]
  package var servers: ServerIdentity
  /// The databases that it reaches; those of organisations are pinned here.
  package var places: PlaceSurvey
  /// SHA-256 hex over action, parameters, ids and servers; what an approval binds to.
  package var hash: String
  package var madeAt: Instant
  /// The phrase to type for tier 3; nil below.
  package var phrase: String?
  /// Why a second person must agree; nil where one is enough.
  package var needsApproval: String?

  /// Makes a plan.
  package init(
    id: OperationID,
    request: ActionRequest,
    tier: ActionTier,
    content: PlanContent,
    isComplete: Bool,
    warnings: [String],
    servers: ServerIdentity,
    places: PlaceSurvey = PlaceSurvey(),
    hash: String,
    madeAt: Instant,
    phrase: String?,
    needsApproval: String? = nil
  ) {
    self.id = id
    self.request = request
    self.tier = tier
    self.content = content
    self.isComplete = isComplete
    self.warnings = warnings
    self.servers = servers
    self.places = places
    self.hash = hash
    self.madeAt = madeAt
    self.phrase = phrase
    self.needsApproval = needsApproval
  }
}

/// What a person adds to a plan to have it done.
package struct Authorisation: Hashable, Sendable {
  /// At least 10 characters that say why.
  package var reason: String
  /// A ticket of the context's pattern, or `none yet`.
  package var ticket: String
  /// What was typed for tier 3; must equal the plan's phrase.
  package var phrase: String?

  /// Makes an authorisation.
  package init(reason: String, ticket: String, phrase: String? = nil) {
    self.reason = reason
    self.ticket = ticket
    self.phrase = phrase
  }
}
