import ArgumentParser
import ConsoleDomain

/// Blocks a client through the same gate as the screen.
struct LimitsBlock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "block",
    abstract: "Block a client for a while; without --yes only say what would be done.",
    discussion: """
      Only rate-limiter-flexible honours a block from outside: the counter is set to one above the \
      limit, as its own limiter.block does. A private address, and one that nearly all hits come \
      from, stands for many clients and is never blocked: refuse it in front of the backend, with \
      `holdfast limits addresses`. `holdfast limits reset` takes a block away.

      Exit status: 0 blocked, 1 refused or only planned, 2 could not be evaluated, 64 usage.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The limiter that is to refuse it, as the profile names it.")
  var limiter: String

  @Option(help: "The client as the limiter counts it: an address, a user id, an e-mail address.")
  var client: String

  @Option(name: .customLong("for"), help: "For how long: 90s, 15m, 2h, 1d.")
  var length: Age?

  @Flag(help: "Until somebody resets it.")
  var forever = false

  @OptionGroup var change: ChangeOptions

  func validate() throws {
    guard (length != nil) != forever else {
      throw ValidationError("give --for or --forever")
    }
    if let fault = LimitBlock.fault(length?.duration) {
      throw ValidationError("--for takes \(fault)")
    }
    guard !client.isEmpty else { throw ValidationError("--client must not be empty") }
  }

  func run() async throws {
    try await GatedChange.run(change, global, output, noun: "client") { connections in
      let finder = LimitFinder(connections: connections)
      let id = try await finder.counter(of: client, in: limiter)
      return .blockClient(LimitBlock(id, for: length?.duration))
    }
  }
}
