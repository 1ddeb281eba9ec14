import ArgumentParser

/// Reads rate-limit counters and acts on them.
struct LimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "List, reset and block rate-limit counters, and find spikes of refusals.",
    subcommands: [
      LimitsList.self, LimitsReset.self, LimitsBlock.self, LimitsAddresses.self, LimitsSpikes.self,
    ]
  )
}
