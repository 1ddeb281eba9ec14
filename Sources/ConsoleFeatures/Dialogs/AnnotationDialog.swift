import ConsoleDomain
import ConsoleScreen

/// Asks for a ticket, a note or both, to be added to a record that can't change.
package struct AnnotationDialog: Equatable, Sendable {
  /// The record that is annotated.
  package let sequence: Int64
  package var form: Form

  init(sequence: Int64, context: ConsoleContext, now: Instant) {
    self.sequence = sequence
    form = Form(
      [
        FormField("Ticket", AuthorisationRules.noneYet, .ticket(pattern: context.ticketPattern)),
        FormField("Note", "", .note),
      ],
      verb: "Annotate",
      openedAt: now,
      focus: .field(0)
    )
    form.obstacle = obstacle
  }

  /// nil: none was given.
  private var ticket: String? {
    let text = form.fields[0].input.text.trimmingBlanks
    return text == AuthorisationRules.noneYet ? nil : text
  }

  private var note: String? {
    let text = form.fields[1].input.text.trimmingBlanks
    return text.isEmpty ? nil : text
  }

  /// Why the present fields add nothing.
  var obstacle: String? { AnnotationRules.fault(ticket: ticket, note: note)?.wanted }

  /// The effect that asks the gate with the present fields.
  var effect: Effect { .annotate(sequence, ticket: ticket, note: note) }
}

extension Model {
  var annotationAvailability: Availability {
    guard case .ours? = audit.cursorEvent else {
      return .disabled(reason: "only records of this console are annotated")
    }
    return recordingProblem.map(Availability.disabled) ?? .available
  }

  mutating func openAnnotation() {
    guard case .ours(let record)? = audit.cursorEvent else { return }
    push(
      .annotation(
        AnnotationDialog(
          sequence: record.header.sequence,
          context: shell.context,
          now: shell.now
        )
      )
    )
  }

  mutating func take(_ event: TerminalEvent, in dialog: AnnotationDialog) -> [Effect] {
    var dialog = dialog
    let decision = dialog.form.take(event, at: shell.now)
    dialog.form.obstacle = dialog.obstacle
    switch decision {
    case .none:
      replaceTop(with: .annotation(dialog))
      return []
    case .cancel:
      pop()
      return []
    case .agree:
      pop()
      return [dialog.effect]
    }
  }

  func draw(_ dialog: AnnotationDialog, into frame: inout Frame) {
    let box = DialogBox(title: "ANNOTATE", note: shell.glyphs.safe(shell.context.title))
    var area = drawBox(box, columns: 76, rows: dialog.form.height + 5, into: &frame)
    drawText(
      "Adds a ticket, a note or both to record \(dialog.sequence), as a record of its own. "
        + "It can't be taken back.",
      into: &frame,
      &area
    )
    _ = area.cutTop(1)
    dialog.form.draw(into: &frame, area, at: shell.now, glyphs: shell.glyphs)
    drawLayerHints([("Tab", "field"), ("Esc", "cancel")], into: &frame)
  }
}
