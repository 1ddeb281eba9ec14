package import ConsoleDomain
import ConsoleScreen

/// What somebody says to a request of another person.
package struct ApprovalDecision: Hashable, Sendable {
  /// The id of the request.
  package var request: String
  package var isApproved: Bool
  package var reason: String
  /// A file with an enrolled Ed25519 key; nil where MongoDB tells the two people apart.
  package var keyFile: String?
}

/// Asks why a request is approved or denied, and for the key that signs an approval.
package struct DecisionDialog: Equatable, Sendable {
  /// The request as it was when the dialog opened.
  package let approval: Approval
  package let isApproving: Bool
  package var form: Form
  /// The gate was asked and has not answered.
  package var isWaiting = false

  init(_ approval: Approval, isApproving: Bool, now: Instant) {
    self.approval = approval
    self.isApproving = isApproving
    var fields = [FormField("Reason", "", .reason)]
    if isApproving { fields.append(FormField("Key file", "", .optional)) }
    form = Form(
      fields,
      verb: isApproving ? "Approve" : "Deny",
      openedAt: now,
      focus: .field(0)
    )
  }

  /// The effect that asks the gate with the present fields.
  var effect: Effect {
    let file = isApproving ? form.fields[1].input.text.trimmingBlanks : ""
    return .decide(
      ApprovalDecision(
        request: approval.id,
        isApproved: isApproving,
        reason: form.fields[0].input.text.trimmingBlanks,
        keyFile: file.isEmpty ? nil : file
      )
    )
  }
}

extension Model {
  /// Whether the request under the cursor can be decided; the gate judges the two people.
  var decisionAvailability: Availability {
    guard let approval = approvals.cursorRow else {
      return .disabled(reason: "no request is selected")
    }
    let state = approval.state(at: shell.now)
    guard state == .pending else {
      return .disabled(reason: "the request is \(state.rawValue)")
    }
    if case .readOnly(let reason?) = elevation { return .disabled(reason: reason) }
    return recordingProblem.map(Availability.disabled) ?? .available
  }

  mutating func openDecisionMenu() {
    let reason = decisionAvailability.reason
    let items = [
      Menu.Item(
        key: "a",
        title: "approve: the requester may carry it out",
        choice: .run("approve", ""),
        disabled: reason
      ),
      Menu.Item(
        key: "d",
        title: "deny: it is refused to the requester",
        choice: .run("deny", ""),
        disabled: reason
      ),
    ]
    push(.menu(Menu(title: "Decide", items: items)))
  }

  mutating func openDecision(isApproving: Bool) {
    guard let approval = approvals.cursorRow else { return }
    push(
      .decision(DecisionDialog(approval, isApproving: isApproving, now: shell.now))
    )
  }

  mutating func take(_ event: TerminalEvent, in dialog: DecisionDialog) -> [Effect] {
    var dialog = dialog
    // What was sent can't be called back: the answer closes the dialog.
    if dialog.isWaiting {
      if event == .key(.escape) { pop() }
      return []
    }
    switch dialog.form.take(event, at: shell.now) {
    case .none:
      replaceTop(with: .decision(dialog))
      return []
    case .cancel:
      pop()
      shell.say(.ok, "nothing was decided")
      return []
    case .agree:
      dialog.isWaiting = true
      replaceTop(with: .decision(dialog))
      return [dialog.effect]
    }
  }

  /// Takes the dialog away that waited for the gate's answer.
  mutating func closeDecision() {
    layers.removeAll { layer in
      if case .decision(let dialog) = layer { dialog.isWaiting } else { false }
    }
  }

  func draw(_ dialog: DecisionDialog, into frame: inout Frame) {
    let plan = dialog.approval.plan
    let box = DialogBox(
      title: dialog.isApproving ? "APPROVE \(plan.action)" : "DENY \(plan.action)",
      note: shell.glyphs.safe(shell.context.title),
      isDangerous: dialog.isApproving
    )
    frame.fill(layout.body)
    var area = drawBox(
      box,
      columns: 92,
      rows: layout.body.rows + 2,
      into: &frame
    )
    let form = area.cutBottom(dialog.form.height)
    dialog.form.draw(into: &frame, form, at: shell.now, glyphs: shell.glyphs)
    drawText("\(plan.action) \(plan.subject): \(plan.countText)", into: &frame, &area)
    drawText("on \(plan.servers)", into: &frame, &area)
    drawText(
      "\(dialog.approval.requester.name) asked: \(dialog.approval.reason) "
        + "(\(dialog.approval.ticket)); plan \(dialog.approval.shortHash)",
      into: &frame,
      &area
    )
    for note in plan.notes where area.rows > 4 {
      drawText("\(shell.glyphs.warning) \(note)", into: &frame, &area, role: .severityWarning)
    }
    _ = area.cutTop(1)
    drawText(explanation(dialog), into: &frame, &area, role: .textDim)
    drawLayerHints([("Tab", "field"), ("Esc", "cancel")], into: &frame)
  }

  private func explanation(_ dialog: DecisionDialog) -> String {
    if dialog.isWaiting { return "Asking the gate ..." }
    guard dialog.isApproving else {
      return "The requester is refused, with your reason, until the request would have expired."
    }
    return "Nothing is changed by this: the requester carries it out. Your name and reason go on "
      + "record. The key file of an enrolled key is needed only where MongoDB can't tell the two "
      + "of you apart."
  }
}
