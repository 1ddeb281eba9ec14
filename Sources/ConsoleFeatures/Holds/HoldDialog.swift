import ConsoleDomain
import ConsoleScreen

/// Asks what a hold is for; agreeing makes the plan, which is reviewed before anything happens.
package struct HoldDialog: Equatable, Sendable {
  package let targets: HoldTargets
  package var form: Form
  /// The plan is being made.
  package var isWaiting = false
  /// Why the gate made none.
  package var refusal: String?

  init(_ targets: HoldTargets, now: Instant) {
    self.targets = targets
    form = Form(
      [
        FormField("Matter", "", .text), FormField("Title", "", .text),
        FormField("Custodians", "", .optional),
        FormField("Grace days", String(LegalHold.usualGrace), .days),
        FormField("Review on", "", .date),
      ],
      verb: "Plan the hold",
      openedAt: now,
      focus: .field(0)
    )
  }

  private func text(_ index: Int) -> String { form.fields[index].input.text.trimmingBlanks }

  /// What is asked for with the present fields.
  var draft: HoldDraft {
    HoldDraft(
      matter: LegalHold.Matter(id: text(0), title: text(1)),
      targets: targets.targets,
      custodians: text(2).split(separator: ",").map { String($0).trimmingBlanks }
        .filter { !$0.isEmpty },
      graceDays: Int(text(3)) ?? LegalHold.usualGrace,
      reviewAt: Instant(iso8601: text(4)),
      confirmedOrganizations: isConfirming ? [text(5)] : []
    )
  }

  /// Whether the id of an organisation that the backend holds already is asked for.
  private var isConfirming: Bool { form.fields.count > 5 }

  /// What a person should know before filling it in.
  var explanations: [String] {
    if isWaiting { return ["Making the plan: nothing is changed yet. Esc stops it."] }
    return [
      "The plan is made and shown next, with what the backend does to held records. Nothing is "
        + "changed before you agree to it there.",
      "Custodians are people who have to be told, a comma between them. Grace is how long everything "
        + "stays held after a release; a review date reminds and never ends a hold.",
    ]
  }

  /// Takes the gate's refusal: what was typed stays, and a confirmation that it wants is asked for.
  mutating func take(_ refusal: GateRefusal) {
    isWaiting = false
    self.refusal = ProblemText(refusal).line
    guard case .invalid("organisation", _) = refusal, !isConfirming,
      let organization = targets.organization
    else { return }
    form.fields.append(FormField("Confirm", "", .phrase(organization)))
    form.focus = .field(5)
  }
}

extension Model {
  var placeHoldAvailability: Availability {
    if HoldReach.allCases.allSatisfy({ holdTargets($0) == nil }) {
      return .disabled(reason: "the record names nothing that can be held")
    }
    return actionAvailability(of: nil, needsTarget: false)
  }

  /// Asks how much is to be held, or opens the form for what was named.
  mutating func placeHold(_ arguments: CommandArguments) -> [Effect] {
    let call = CommandCall(id: "place-hold", arguments: arguments)
    guard !offersInitialisation(before: call) else { return [] }
    let word = arguments.text.trimmingBlanks
    guard !word.isEmpty else {
      openReachMenu()
      return []
    }
    guard let reach = HoldReach(rawValue: word) else {
      let words = HoldReach.allCases.map(\.rawValue).joined(separator: ", ")
      shell.say(.warning, "place-hold wants one of: \(words)")
      return []
    }
    guard let targets = holdTargets(reach) else {
      shell.say(.warning, "place-hold \(word): \(reach.missing)")
      return []
    }
    openHoldForm(targets)
    return []
  }

  private mutating func openReachMenu() {
    let items = HoldReach.allCases.map { reach in
      let targets = holdTargets(reach)
      return Menu.Item(
        key: reach.key,
        title: targets.map { "hold \($0.title)" } ?? "hold \(reach.title)",
        choice: .placeHold(targets ?? HoldTargets(title: reach.title, targets: [])),
        disabled: targets == nil ? reach.missing : nil
      )
    }
    push(.menu(Menu(title: "Hold", items: items)))
  }

  mutating func openHoldForm(_ targets: HoldTargets) {
    push(.hold(HoldDialog(targets, now: shell.now)))
  }

  mutating func take(_ event: TerminalEvent, in dialog: HoldDialog) -> [Effect] {
    var dialog = dialog
    if dialog.isWaiting {
      guard event == .key(.escape) else { return [] }
      dialog.isWaiting = false
      replaceTop(with: .hold(dialog))
      slots.abandon(.plan)
      return [.cancel(.plan)]
    }
    switch dialog.form.take(event, at: shell.now) {
    case .none:
      replaceTop(with: .hold(dialog))
      return []
    case .cancel:
      pop()
      shell.say(.ok, "nothing was changed")
      return arrangeIfDue()
    case .agree:
      let request = ActionRequest.placeHold(dialog.draft)
      dialog.refusal = actionAvailability(of: request).reason
      dialog.isWaiting = dialog.refusal == nil
      replaceTop(with: .hold(dialog))
      return dialog.isWaiting ? [.plan(generation: slots.begin(.plan), request)] : []
    }
  }

  /// The form that waits for its plan; nil: none does.
  private var waitingHoldForm: Int? {
    layers.firstIndex { if case .hold(let dialog) = $0 { dialog.isWaiting } else { false } }
  }

  /// Takes the form away whose plan is there.
  mutating func closeHoldForm() {
    if let index = waitingHoldForm { layers.remove(at: index) }
  }

  /// Gives a refusal of the plan to the form that asked for it; false: none did.
  mutating func tellHoldForm(_ refusal: GateRefusal) -> Bool {
    guard let index = waitingHoldForm, case .hold(var dialog) = layers[index] else { return false }
    dialog.take(refusal)
    layers[index] = .hold(dialog)
    return true
  }

  func draw(_ dialog: HoldDialog, into frame: inout Frame) {
    let box = DialogBox(
      title: "PLACE A LEGAL HOLD",
      note: shell.glyphs.safe(shell.context.title)
    )
    var area = drawBox(box, columns: 92, rows: layout.body.rows + 2, into: &frame)
    let form = area.cutBottom(dialog.form.height)
    dialog.form.draw(into: &frame, form, at: shell.now, glyphs: shell.glyphs)
    drawText("Holds \(dialog.targets.title).", into: &frame, &area)
    if let refusal = dialog.refusal {
      drawText(
        "\(shell.glyphs.warning) \(refusal)",
        into: &frame,
        &area,
        role: .severityWarning
      )
    }
    for text in dialog.explanations where dialog.refusal == nil {
      drawText(text, into: &frame, &area, role: .textDim)
    }
    drawLayerHints([("Tab", "field"), ("Esc", "cancel")], into: &frame)
  }
}
