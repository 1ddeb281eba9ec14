import ArgumentParser

/// Reads rate-limit counters and acts on them.
struct LimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "List, reset and block rate-limit counters, watch refusals and find their spikes.",
    subcommands: [
      LimitsList.self, LimitsReset.self, LimitsBlock.self, LimitsAddresses.self, LimitsWatch.self,
      LimitsSpikes.self,
    ]
  )
}
