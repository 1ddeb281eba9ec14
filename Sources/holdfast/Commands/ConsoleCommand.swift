import ArgumentParser
import ConsoleSettings

/// Opens the console; what `holdfast` alone does.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Open the console (the default)."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var screen: ScreenOptions

  @MainActor
  func run() async throws {
    let settings = try await loadedSettings(screen.flags(global))
    let log = try openedLog(settings.paths, isVerbose: settings.isVerbose)
    let status = try await OpenConsole(
      settings: settings,
      flags: screen.flags(global),
      log: log
    ).run()
    if status != 0 { throw ExitCode(status) }
  }
}
