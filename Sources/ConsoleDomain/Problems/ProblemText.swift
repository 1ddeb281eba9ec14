/// A problem in words: what is wrong, what is known of it, and what a person can do.
package struct ProblemText: Hashable, Sendable {
  /// A few words, without a full stop.
  package var title: String
  /// What is known: the server concerned and what it said.
  package var detail: String
  /// What can be done now.
  package var remedy: String

  /// Title and detail in one line.
  package var line: String { "\(title): \(detail)" }

  init(_ title: String, _ detail: String, _ remedy: String) {
    self.title = title
    self.detail = detail
    self.remedy = remedy
  }

  /// The words for a store's problem.
  package init(_ problem: StoreProblem) {
    switch problem {
    case .unreachable(let endpoint, let reason):
      self.init(
        "\(endpoint.kind.name) is unreachable",
        "\(endpoint): \(reason)",
        "check the address and that the server runs"
      )
    case .timedOut(let endpoint, let limit):
      self.init(
        "\(endpoint.kind.name) does not answer",
        "\(endpoint) kept silent for \(TimeText.span(limit))",
        "the server may be overloaded or stopped; try again"
      )
    case .unconfirmed(let endpoint, let limit):
      self.init(
        "\(endpoint.kind.name) could not confirm the write",
        "\(endpoint) found no majority of its replica set to keep it within \(TimeText.span(limit))",
        "see which members are down (rs.status()), and try again when a majority is back"
      )
    case .cancelled:
      self.init("Cancelled", "the call was given up before an answer came", "start it again")
    case .unauthenticated(let endpoint):
      self.init(
        "\(endpoint.kind.name) refused the credentials",
        "\(endpoint) does not accept this user",
        "check the user and the password of the context"
      )
    case .unauthorized(let endpoint, let needed):
      self.init(
        "Not allowed on \(endpoint.kind.name)",
        "\(endpoint) does not let this user do \(needed)",
        "ask for the right, or use a context that has it"
      )
    case .refused(let endpoint, let code, let reason):
      self.init(
        "\(endpoint.kind.name) refused",
        "\(endpoint): \(code) \(reason)",
        Self.remedy(code)
      )
    case .notFound(let endpoint, let what):
      self.init(
        "Not found",
        "\(endpoint) has no \(what)",
        "check the spelling and the context"
      )
    case .conflict(let what):
      self.init("It changed meanwhile", what, "look again and make a new plan")
    case .tooLarge(let endpoint, let bytes):
      self.init(
        "A value is too large",
        "\(endpoint) holds \(CountText.bytes(bytes)) there",
        "it is not read whole; see it with the store's own tool"
      )
    case .unsupported(let endpoint, let reason):
      self.init(
        "\(endpoint.kind.name) can't do this",
        "\(endpoint): \(reason)",
        "use a newer server, or one with this feature"
      )
    case .protocolViolation(let endpoint):
      self.init(
        "\(endpoint.kind.name) gave no sensible answer",
        "\(endpoint) broke the protocol; the connection was closed",
        "check that the address is that of a \(endpoint.kind.name) server"
      )
    case .unexpected(let endpoint, let reference):
      self.init(
        "\(endpoint.kind.name) failed",
        "\(endpoint): see \(reference) in the log",
        "look up the reference in the log, and report it if it comes back"
      )
    }
  }

  /// What helps against the refusals that are met most.
  private static func remedy(_ code: String) -> String {
    switch code {
    case "READONLY", "NotWritablePrimary", "NotPrimaryNoSecondaryOk":
      "this server is a replica: connect to the primary"
    case "LOADING": "the server is loading its data; wait and try again"
    case "OOM": "the server is out of memory; free some before trying again"
    case "MISCONF": "the server can't save its data; see its own log"
    case "OutOfDiskSpace": "the server's disk is full; free some space, then try again"
    case "CLUSTERDOWN": "the cluster is down; wait until its slots are covered"
    default: "read what the server says; trying again will hardly help"
    }
  }
}
