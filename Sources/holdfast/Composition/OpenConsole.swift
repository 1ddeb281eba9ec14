import ArgumentParser
import ConsoleActions
import ConsoleConcurrency
import ConsoleDomain
import ConsoleFeatures
import ConsoleRuntime
import ConsoleScreen
import ConsoleSettings
import ConsoleSystem
import ConsoleTerminal
import Logging

/// Opens the console on one context and runs it until it ends.
@MainActor
struct OpenConsole {
  let settings: Settings
  let flags: SettingsFlags
  let log: LogFile

  /// The status to exit with; the terminal is as it was before.
  func run() async throws -> Int32 {
    guard StandardInput.isTerminal, StandardStream.output.isTerminal else {
      Complaint.print(
        "the console needs a terminal; without one use `holdfast sessions list` and the like"
      )
      throw ExitStatus.unknown
    }
    let connections: Connections
    do throws(ConnectionFault) {
      connections = try Connections.open(settings)
    } catch {
      Complaint.print(error.text)
      throw ExitStatus.usage
    }
    let crashFile = CrashFile(path: settings.paths.crash)
    defer { withExtendedLifetime(crashFile) {} }
    // Signals first: curses leaves alone a signal that is not at its default.
    let mailbox = Mailbox<LoopEvent>()
    let signals = SignalWatch { mailbox.post(.signal($0)) }
    let driver: TerminalDriver
    do throws(CursesFailure) {
      driver = try TerminalDriver(terminalOptions())
    } catch {
      await connections.close()
      Complaint.print(error.message)
      throw ExitStatus.unknown
    }
    #if DEBUG
    let drill = CrashDrill()
    defer { withExtendedLifetime(drill) {} }
    #endif
    let ending = await loop(driver, mailbox, connections)
    driver.stop(isHungUp: ending.isTerminalGone)
    withExtendedLifetime(signals) {}
    return ending.status
  }

  private func loop(
    _ driver: TerminalDriver,
    _ mailbox: Mailbox<LoopEvent>,
    _ connections: Connections
  ) async -> ConsoleLoop.Ending {
    let model = Model(
      context: ConsoleContext(connections),
      size: driver.resize(),
      glyphs: driver.capabilities.glyphs,
      now: connections.now(),
      elevation: await connections.gate.elevation,
      keyMap: CommandTable.keyMap,
      catalog: ShellCatalog(
        contexts: settings.contextNames,
        themes: settings.themes.keys.sorted(),
        theme: settings.theme.name
      )
    )
    let input = TerminalInput(mailbox: mailbox) {
      let reading = driver.readEvents()
      return reading.isClosed ? nil : reading.events.map { .input($0) }
    }
    let flags = flags
    let console = ConsoleLoop(
      model: model,
      display: TerminalDisplay(driver),
      mailbox: mailbox,
      ports: connections.ports,
      themes: settings.themes,
      surroundings: ConsoleLoop.Surroundings(
        now: { connections.now() },
        monotonic: SystemClock.monotonic,
        prepare: { await Self.prepare($0, flags) }
      )
    )
    let ending = await console.run()
    input.stop()
    return ending
  }

  private func terminalOptions() -> TerminalOptions {
    let noColor = ProcessEnvironment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    return TerminalOptions(
      type: ProcessEnvironment.value("TERM") ?? "",
      program: ProcessEnvironment.value("TERM_PROGRAM") ?? "",
      usesColor: settings.color == .always || (settings.color == .auto && !noColor),
      forcesASCII: settings.isASCII,
      isInsideTmux: ProcessEnvironment.value("TMUX") != nil,
      standardError: log.descriptor
    )
  }

  /// Another context of the same settings file, its connections ready; or why not.
  private nonisolated static func prepare(
    _ name: String,
    _ flags: SettingsFlags
  ) async -> Result<PreparedContext, ContextProblem> {
    var flags = flags
    flags.context = name
    do {
      let settings = try await SettingsLoader.load(
        flags: flags,
        environment: try ProcessEnvironment.all()
      )
      let connections = try Connections.open(settings)
      return .success(
        PreparedContext(context: ConsoleContext(connections), ports: connections.ports)
      )
    } catch let problem as SettingsProblem {
      let faults = problem.faults.map(\.description).joined(separator: "; ")
      return .failure(ContextProblem(text: "context \(name): \(faults)"))
    } catch let fault as ConnectionFault {
      return .failure(ContextProblem(text: "context \(name): \(fault.text)"))
    } catch {
      return .failure(ContextProblem(text: "context \(name): \(error)"))
    }
  }
}

extension ConsoleContext {
  /// What screens need to know of a connection.
  init(_ connections: Connections) {
    let connection = connections.settings.connection
    self.init(
      name: connection.context,
      kind: connection.environment,
      redis: connections.redisEndpoint,
      mongo: connections.mongoEndpoint,
      prefixes: connections.settings.profile.sessions.prefixes,
      places: ActionPlaces(connections.settings.profile),
      ticketPattern: connection.ticketPattern,
      sweepPatience: connection.sweepPatience
    )
  }
}
