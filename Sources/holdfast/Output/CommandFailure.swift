import ArgumentParser
import ConsoleDomain
import ConsoleSettings
import ConsoleSystem

/// Exit statuses of every command (DESIGN.md section 6).
enum ExitStatus {
  /// The answer is no: a check failed, an action was blocked or partial.
  static let no = ExitCode(1)
  /// It could not be evaluated: connection, permission, settings of this machine.
  static let unknown = ExitCode(2)
  /// The command line or the settings are wrong.
  static let usage = ExitCode(64)
}

/// Messages for a person, on standard error; data alone goes to standard output.
enum Complaint {
  /// Prints one message behind the program's name.
  static func print(_ text: String) {
    StandardStream.error.write("holdfast: \(text)\n")
  }

  /// Prints everything that is wrong with the settings.
  static func print(_ problem: SettingsProblem) {
    for fault in problem.faults { print(fault.description) }
  }

  /// Prints a problem of a store with what can be done about it.
  static func print(_ problem: StoreProblem) {
    let text = ProblemText(problem)
    print("\(text.title): \(text.detail); \(text.remedy)")
  }

  /// Prints why the gate refused.
  static func print(_ refusal: GateRefusal) {
    let text = ProblemText(refusal)
    print("\(text.title): \(text.detail); \(text.remedy)")
  }
}
