import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Lists the register of holds.
struct HoldList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List holds that keep something; with --all those that are over, too.",
    discussion: "Exit status: 0 listed, 2 the register could not be read."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Released and withdrawn holds, too.")
  var all = false

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let holds = try await connections.requireHolds().reads.holds()
        .filter { all || $0.state.isHolding }
      if output.format == .text {
        try HoldText.print(holds, at: connections.now())
      } else {
        var printer = RecordPrinter(output.format)
        for hold in holds {
          try printer.print(RecordJSON.hold(hold, at: connections.now()))
        }
        try printer.finish()
      }
    }
  }
}

/// Shows one hold.
struct HoldShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a hold with its scope and how much of it is held.",
    discussion: "Exit status: 0 shown, 1 there is no such hold, 2 it could not be read."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "Id of the hold, as `hold list` shows it.")
  var id: String

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let hold = try await connections.hold(id)
      if output.format == .text {
        try HoldText.print(hold, coverage: try await connections.requireHolds().coverage(of: hold))
      } else {
        try RecordPrinter.print(
          RecordJSON.hold(
            hold,
            at: connections.now(),
            coverage: try await connections.requireHolds().coverage(of: hold)
          ),
          output.format
        )
      }
    }
  }
}
