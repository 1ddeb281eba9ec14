import ArgumentParser

/// Reads rate-limit counters.
struct LimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "List rate-limit counters.",
    subcommands: [LimitsList.self]
  )
}
