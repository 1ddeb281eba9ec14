import ArgumentParser

/// Reads rate-limit counters and acts on them.
struct LimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "Look at rate-limit counters, reset and block them, watch refusals.",
    subcommands: [
      LimitsList.self, LimitsReset.self, LimitsBlock.self, LimitsAddresses.self,
      LimitsWatch.self, LimitsSpikes.self,
    ]
  )
}
