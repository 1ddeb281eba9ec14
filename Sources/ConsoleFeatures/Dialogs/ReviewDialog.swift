package import ConsoleDomain
package import ConsoleScreen

/// The review of a planned action: what would happen to whom, and the fields to agree with.
///
/// It holds the plan as it was made; nothing that the list does meanwhile changes it.
package struct ReviewDialog: Equatable, Sendable {
  package var plan: ActionPlan
  package var form: Form
  /// Whether the list of targets covers the fields.
  package var isListFull = false
  package var scroll = ScrollState()

  init(plan: ActionPlan, context: ConsoleContext, elevation: Elevation, now: Instant) {
    self.plan = plan
    var reason = ""
    var ticket = ""
    if case .open(_, let given, let number) = elevation { (reason, ticket) = (given, number) }
    var fields = [
      FormField("Reason", reason, .reason),
      FormField("Ticket", ticket, .ticket(pattern: context.ticketPattern)),
    ]
    if let phrase = plan.phrase { fields.append(FormField("Type", "", .phrase(phrase))) }
    let verb = plan.request.words.verb
    form = Form(fields, verb: "\(verb) \(CountText.grouped(plan.acting))", openedAt: now)
    if plan.acting == 0, plan.request != .createRetentionIndex {
      form.obstacle = "nothing would be changed"
    }
  }

  /// What is agreed to with the present fields.
  var authorisation: Authorisation {
    Authorisation(
      reason: form.fields[0].input.text.trimmingBlanks,
      ticket: form.fields[1].input.text.trimmingBlanks,
      phrase: plan.phrase == nil ? nil : form.fields[2].input.text
    )
  }

  /// Until when the plan may be applied.
  var expiresAt: Instant { plan.madeAt.advanced(by: ActionPlan.lifetime) }
}
