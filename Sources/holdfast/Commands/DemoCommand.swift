import ArgumentParser
import ConsoleDemo
import ConsoleDomain
import ConsoleSettings
import ConsoleSystem
import Logging

/// Starts private servers with realistic data and opens the console on them.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract:
      "Open the console on private servers with realistic data; nothing is left afterwards.",
    discussion: """
      With --no-console the addresses are printed as NAME=value lines, READY last, and the \
      command waits until it is told to end (Ctrl-C, SIGTERM).
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var screen: ScreenOptions

  @Option(help: "Two runs with the same seed make the same data.")
  var seed: UInt64 = 1

  @Option(help: "How many sessions to make.")
  var sessions = 2000

  @Flag(help: "Play an attack on the login and the contact form, in waves of four minutes.")
  var attack = false

  @Flag(help: "Print the addresses and wait instead of opening the console.")
  var noConsole = false

  func validate() throws {
    guard (0...5_000_000).contains(sessions) else {
      throw ValidationError("--sessions takes 0 to 5000000")
    }
  }

  @MainActor
  func run() async throws {
    let environment = try ProcessEnvironment.all()
    let log = try openedLog(
      Paths(environment: environment, config: global.config),
      isVerbose: global.verbose
    )
    let demo: RunningDemo
    Complaint.print("starting a private Redis and MongoDB with made-up data")
    do {
      demo = try await Demo.start(
        DemoOptions(
          seed: seed,
          sessions: sessions,
          now: Instant(milliseconds: SystemClock.wallMilliseconds()),
          hasAttack: attack
        ),
        logger: Logger(label: "holdfast.demo")
      ) { progress in
        LiveLine.show(progress.sentence)
      }
      LiveLine.clear()
    } catch {
      LiveLine.clear()
      Complaint.print("\(error)")
      throw ExitStatus.unknown
    }
    let playing = demo.attack.map { player in Task { await player.play() } }
    let status: Int32
    if noConsole {
      status = await wait(on: demo)
    } else {
      var flags = screen.flags(global)
      if let attack = demo.attack { flags.accessLogs.append(attack.log) }
      let settings: Settings
      do throws(SettingsProblem) {
        settings = try await SettingsLoader.demo(
          redis: demo.redisURL,
          mongo: demo.mongoURI,
          database: demo.database,
          flags: flags,
          environment: environment
        )
      } catch {
        playing?.cancel()
        await demo.stop()
        Complaint.print(error)
        throw ExitStatus.usage
      }
      status = try await OpenConsole(settings: settings, flags: flags, log: log).run()
    }
    playing?.cancel()
    await playing?.value
    await demo.stop()
    if status != 0 { throw ExitCode(status) }
  }

  @MainActor
  private func wait(on demo: RunningDemo) async -> Int32 {
    let (signals, received) = AsyncStream<WatchedSignal>.makeStream()
    let watch = SignalWatch([.hangUp, .interrupt, .terminate]) { received.yield($0) }
    defer { withExtendedLifetime(watch) {} }
    let lines = environmentLines(of: demo) + ["READY"]
    // Whoever does not read the addresses can't use the servers either.
    guard StandardStream.output.write(lines.map { "\($0)\n" }.joined()) == .written else {
      return 0
    }
    for await signal in signals { return signal.exitStatus }
    return 0
  }

  /// `NAME=value` lines that a shell can evaluate.
  private func environmentLines(of demo: RunningDemo) -> [String] {
    let people = demo.people.flatMap { person in
      [
        "MONGO_URI_\(person.environmentName)=\(shellQuoted(person.mongoURI))",
        person.redisURL.map { "REDIS_URL_\(person.environmentName)=\(shellQuoted($0))" },
      ].compactMap(\.self)
    }
    let log = demo.attack.map { ["ACCESS_LOG=\(shellQuoted($0.log))"] } ?? []
    return [
      "REDIS_URL=\(shellQuoted(demo.redisURL))", "MONGO_URI=\(shellQuoted(demo.mongoURI))",
      "MONGO_DB=\(shellQuoted(demo.database))",
    ] + log + people
  }

  private func shellQuoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}

extension DemoProgress {
  /// The step in words.
  fileprivate var sentence: String {
    switch self {
    case .startingServers: "starting the servers"
    case .collection(let name): "filling \(name)"
    case .sessions(let written, let total):
      "writing sessions: \(CountText.grouped(written)) of \(CountText.grouped(total))"
    }
  }
}
