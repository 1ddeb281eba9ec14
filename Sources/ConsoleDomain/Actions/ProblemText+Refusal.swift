extension ProblemText {
  /// The words for a refusal of the gate; nothing was changed in any of these cases.
  package init(_ refusal: GateRefusal) {
    switch refusal {
    case .readOnly(let reason):
      self.init("Read-only", reason, "use a context that allows changes")
    case .notElevated:
      self.init(
        "Read-only",
        "no elevation is open",
        "press R, or give --reason and --ticket on the command line"
      )
    case .auditNotInitialised:
      self.init(
        "No audit store",
        "changes need a record, and its collections do not exist yet",
        "run holdfast doctor --init, or :init-audit on the screen"
      )
    case .auditUnavailable(let problem):
      let text = ProblemText(problem)
      self.init(
        "The intent could not be recorded",
        "\(text.title): \(text.detail); nothing was changed",
        text.remedy
      )
    case .planExpired:
      self.init(
        "The plan is too old",
        "a plan can be applied for \(TimeText.span(ActionPlan.lifetime))",
        "make a new plan"
      )
    case .serverChanged(let endpoint):
      self.init(
        "Another server answers",
        "\(endpoint) is not the one the plan was made on",
        "find out what happened (restart, fail-over), then make a new plan"
      )
    case .invalid(let field, let wanted):
      self.init("The \(field) is not accepted", "wanted: \(wanted)", "correct it and try again")
    case .nothingToDo(let reason):
      self.init("Nothing to do", reason, "choose other targets")
    case .guarded(let reason):
      self.init("Held back", reason, "it stays as it is for as long as that is so")
    case .store(let problem): self.init(problem)
    case .needsApproval(let reason, let hash):
      self.init(
        "A second person must agree",
        "\(reason); the plan is \(hash.prefix(16))",
        "somebody else runs: holdfast approvals approve \(hash.prefix(Approval.shortLength)) --reason …"
      )
    case .busy:
      self.init("Busy", "another action of this console is running", "wait for it, or cancel it")
    }
  }
}
