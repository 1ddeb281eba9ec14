/// Counters of limiters.
extension KilledAction {
  static let ofLimits = [resetLimits]

  private static let resetLimits = KilledAction(name: "limits reset") { kill in
    let subject = try await kill.subject(hasTraces: true)
    let arguments = ["limits", "reset", "--client", subject.email] + agreed
    return Attempt(
      arguments: arguments,
      types: ["limit.reset"],
      state: { try await kill.traces(of: subject) },
      check: { _ in
        _ = try await kill.run(arguments)
        let left = try await kill.traces(of: subject)
        return left.hasSuffix(" 0") ? nil : "the counter is still there: \(left)"
      }
    )
  }
}
