import ArgumentParser
import ConsoleDomain
import ConsoleSettings
import ConsoleSystem
import Logging

/// The settings, or everything that is wrong with them printed and exit status 64.
func loadedSettings(_ flags: SettingsFlags) async throws -> Settings {
  do {
    return try await SettingsLoader.load(flags: flags, environment: try ProcessEnvironment.all())
  } catch let problem as SettingsProblem {
    Complaint.print(problem)
    throw ExitStatus.usage
  }
}

/// Opens the log and leads every logger of the process into it; a command can't go without one.
func openedLog(_ paths: Paths, isVerbose: Bool) throws -> LogFile {
  do throws(SettingsFault) {
    let log = try LogFile(path: paths.log)
    log.bootstrap(level: isVerbose ? .debug : .info)
    return log
  } catch {
    Complaint.print(error.description)
    throw ExitStatus.unknown
  }
}

/// Opens the connections of a command, runs it and closes them; problems become messages and statuses.
func withConnections(
  _ flags: SettingsFlags,
  _ body: (Connections) async throws -> Void
) async throws {
  let settings = try await loadedSettings(flags)
  _ = try openedLog(settings.paths, isVerbose: settings.isVerbose)
  let connections: Connections
  do throws(ConnectionFault) {
    // Whoever started a command waits for it to be complete, and can interrupt it.
    connections = try Connections.open(settings, userScan: .seconds(120))
  } catch {
    Complaint.print(error.text)
    throw ExitStatus.usage
  }
  do {
    try await body(connections)
    await connections.close()
  } catch {
    await connections.close()
    throw exitStatus(of: error)
  }
}

/// Tells a failure of a command and answers its exit status.
private func exitStatus(of error: any Error) -> any Error {
  switch error {
  case StoreProblem.cancelled, GateRefusal.store(.cancelled):
    Complaint.print("stopped; nothing was changed")
    return ExitStatus.unknown
  case let problem as StoreProblem:
    Complaint.print(problem)
    if case .notFound = problem { return ExitStatus.no }
    return ExitStatus.unknown
  case let refusal as GateRefusal:
    Complaint.print(refusal)
    return refusal.exitStatus
  case let failure as SystemFailure:
    Complaint.print("\(failure)")
    return ExitStatus.unknown
  default:
    return error
  }
}

extension GateRefusal {
  /// What a refusal means for a script.
  fileprivate var exitStatus: ExitCode {
    switch self {
    case .store, .auditUnavailable, .serverChanged, .planExpired, .busy: ExitStatus.unknown
    case .readOnly, .notElevated, .auditNotInitialised, .nothingToDo, .guarded, .needsApproval:
      ExitStatus.no
    case .invalid: ExitStatus.usage
    }
  }
}
