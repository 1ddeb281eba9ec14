package import ConsoleSystem

/// Why the private servers or their contents could not be made; holds no secret.
package enum DemoFailure: Error, Hashable, Sendable {
  /// A program is not installed.
  case missingProgram(String)
  /// A server ended or kept silent; `log` is the end of what it wrote.
  case didNotStart(server: String, log: String)
  /// A server refused part of the set-up; `step` says which.
  case setUp(step: String, reason: String)
  /// The operating system refused.
  case system(SystemFailure)
}

extension DemoFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingProgram(let name):
      """
      \(name) was not found. Run scripts/setup in the checkout; it installs or fetches what is \
      missing. (HOLDFAST_MONGOD may name a mongod of your own.)
      """
    case .didNotStart(let server, let log):
      "the private \(server) did not start" + (log.isEmpty ? "" : "; it wrote last:\n\(log)")
    case .setUp(let step, let reason): "\(step): \(reason)"
    case .system(let failure): failure.description
    }
  }
}
