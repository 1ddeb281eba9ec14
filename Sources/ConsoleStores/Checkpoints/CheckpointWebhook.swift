package import ConsoleActions
import ConsoleDomain
import ConsoleSystem

/// Sends the note of a checkpoint by HTTP POST, with the machine's own `curl`.
///
/// The address may hold a token, so that it goes to curl on its standard input, never as an argument,
/// and no message repeats more of it than the host.
package struct CheckpointWebhook: Sendable {
  /// curl ends by itself before; this is for one that does not.
  private static let grace: Duration = .seconds(5)

  /// What curl needs of our environment to get out of a closed network.
  private static let proxyVariables = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
  ]

  private let url: String
  private let host: String
  private let curl: String?
  private let deadline: Duration

  /// Checks an address; nil unless it is `https://`, or `http://` to this machine itself.
  package init?(
    url: String,
    curl: String? = ExecutableSearch.find("curl"),
    deadline: Duration = .seconds(15)
  ) {
    guard let host = Self.host(of: url) else { return nil }
    self.deadline = deadline
    self.url = url
    self.host = host
    self.curl = curl
  }

  /// The place as the writer of checkpoints takes it.
  package var sink: CheckpointSink {
    CheckpointSink(
      name: "webhook \(host)",
      deliver: { signed throws(CheckpointSinkFailure) in
        try await deliver(signed.note.description)
      }
    )
  }

  private func deliver(_ note: String) async throws(CheckpointSinkFailure) {
    guard let curl else { throw CheckpointSinkFailure(reason: "there is no curl in the PATH") }
    let status: Int32
    do throws(SystemFailure) {
      status = try await ProgramRun.run(
        curl,
        // `--disable` must stand first: no settings of the user's have a say.
        arguments: ["--disable", "--config", "-"],
        input: Array(configuration(note).utf8),
        environment: Self.proxies,
        deadline: deadline + Self.grace
      )
    } catch {
      throw CheckpointSinkFailure(reason: error.description)
    }
    if status != 0 { throw CheckpointSinkFailure(reason: Self.reason(of: status)) }
  }

  private static var proxies: [String: String] {
    var variables: [String: String] = [:]
    for name in proxyVariables { variables[name] = ProcessEnvironment.value(name) }
    return variables
  }

  private func configuration(_ note: String) -> String {
    """
    url = \(Self.quoted(url))
    proto = "=https,http"
    header = "Content-Type: text/plain; charset=utf-8"
    data-raw = \(Self.quoted(note))
    fail
    silent
    max-time = \(deadline.components.seconds)
    output = "/dev/null"

    """
  }

  /// As curl(1) reads quoted values of `--config`.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
  }

  private static func host(of url: String) -> String? {
    guard url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }),
      let separator = url.firstRange(of: "://")
    else { return nil }
    let scheme = url[..<separator.lowerBound].lowercased()
    let authority = url[separator.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = String(authority.split(separator: "@").last ?? "")
    let isLocal = ["127.0.0.1", "[::1]", "localhost"].contains { name in
      host == name || host.hasPrefix(name + ":")
    }
    guard !host.isEmpty, scheme == "https" || (scheme == "http" && isLocal) else { return nil }
    return host
  }

  /// The exit statuses of curl(1) that say something to an operator.
  private static func reason(of status: Int32) -> String {
    switch status {
    case 6: "the host is not known"
    case 7: "the host can't be reached"
    case 22: "the host refused the request"
    case 28: "the host did not answer in time"
    case 35, 60: "no trusted TLS connection could be made"
    default: "curl ended with status \(status)"
    }
  }
}
