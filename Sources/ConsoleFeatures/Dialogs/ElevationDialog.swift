import ConsoleDomain
import ConsoleScreen

/// Asks for the right to change things: reason and ticket, which then prefill every dialog.
package struct ElevationDialog: Equatable, Sendable {
  package var form: Form
  /// The gate was asked and has not answered.
  package var isWaiting = false

  init(context: ConsoleContext, now: Instant) {
    form = Form(
      [
        FormField("Reason", "", .reason),
        FormField("Ticket", "", .ticket(pattern: context.ticketPattern)),
      ],
      verb: "Elevate",
      openedAt: now,
      focus: .field(0)
    )
  }

  /// The effect that asks the gate with the present fields.
  var effect: Effect {
    .elevate(
      reason: form.fields[0].input.text.trimmingBlanks,
      ticket: form.fields[1].input.text.trimmingBlanks
    )
  }
}
