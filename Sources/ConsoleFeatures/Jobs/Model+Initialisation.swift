import ConsoleDomain

extension Model {
  /// Whether the console's own collections exist; nil while unknown.
  var isAuditInitialised: Bool? {
    health.report?.isAuditInitialised ?? health.pulse?.isAuditInitialised
      ?? audit.isInitialised
  }

  var auditInitialisationAvailability: Availability {
    if health.isLost(.mongo) { return .disabled(reason: "MongoDB does not answer") }
    return isAuditInitialised == true
      ? .disabled(reason: "it is initialised already") : .available
  }

  /// Offers to create the audit store where a command needs it; the command is run again afterwards.
  mutating func offersInitialisation(before call: CommandCall) -> Bool {
    guard isAuditInitialised == false else { return false }
    jobs.afterInitialisation = call
    confirmAuditInitialisation()
    return true
  }

  /// Goes on with what had to wait for the audit store: an elevation, or a command.
  mutating func continueAfterInitialisation() -> [Effect] {
    if case .elevation(let dialog)? = layers.last, dialog.isWaiting { return [dialog.effect] }
    guard let call = jobs.afterInitialisation else { return [] }
    jobs.afterInitialisation = nil
    return run(call.id, call.arguments)
  }
}
