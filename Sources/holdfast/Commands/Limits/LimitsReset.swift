import ArgumentParser
import ConsoleDomain

/// Resets counters through the same gate as the screen.
struct LimitsReset: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Reset rate-limit counters; without --yes only say what would be done.",
    discussion: """
      Each counter is reset as its library does it, with all of its keys: hits and block of a \
      throttler, both buckets of a sliding window, a document of MongoDB. What lives inside of the \
      backend's processes (block lists of rate-limiter-flexible, caches) is not reached, and the \
      receipt says so. Intent and outcome go to the audit log first and last, with the hash of \
      each key and never the key.

      Exit status: 0 all reset, 1 blocked, partial or only planned, 2 could not be evaluated, \
      64 usage, 130 or 143 when a signal ended it.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var selection: LimitSelection
  @OptionGroup var change: ChangeOptions

  func run() async throws {
    try await GatedChange.run(change, global, output, noun: "counter") { connections in
      try await LimitFinder(connections: connections).reset(selection)
    }
  }
}
