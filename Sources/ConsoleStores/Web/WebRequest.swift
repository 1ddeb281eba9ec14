import ConsoleSystem

/// One HTTP request with the machine's own `curl`, which brings TLS, proxies and certificates.
///
/// The address may hold a token, so that it goes to curl on its standard input, never as an argument,
/// and no message repeats more of it than the host.
package struct WebRequest: Sendable {
  /// curl ends by itself before; this is for one that does not.
  private static let grace: Duration = .seconds(5)

  /// What curl needs of our environment to get out of a closed network.
  private static let proxyVariables = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
  ]

  /// What is said of the address.
  package let host: String
  private let url: String
  private let curl: String?
  private let deadline: Duration

  /// Which addresses are taken.
  package enum Reach: Hashable, Sendable {
    /// `https://`, and `http://` to this machine itself: what is sent must not be read on its way.
    case encrypted
    /// `http://` too: what is read there is no secret.
    case anywhere
  }

  /// Checks an address; nil: it is none, or not one of these.
  package init?(
    url: String,
    reach: Reach = .encrypted,
    curl: String? = ExecutableSearch.find("curl"),
    deadline: Duration
  ) {
    guard let host = Self.host(of: url, reach) else { return nil }
    self.host = host
    self.url = url
    self.curl = curl
    self.deadline = deadline
  }

  /// Posts a text; whatever is answered is thrown away.
  package func post(_ text: String) async throws(WebFailure) {
    try await run(
      """
      header = "Content-Type: text/plain; charset=utf-8"
      data-raw = \(Self.quoted(text))
      output = "/dev/null"
      """
    )
  }

  /// Gets at most so many bytes; they pass through a file in a folder of our own.
  package func get(limit: Int, accept: String) async throws(WebFailure) -> [UInt8] {
    let folder: Folder
    do throws(SystemFailure) {
      folder = try Folder.temporary(prefix: "holdfast")
    } catch {
      throw WebFailure(reason: error.description)
    }
    // What can't be removed is an empty folder among temporary ones.
    defer { try? folder.removeRecursively() }
    let answer = File("\(folder.path)/answer")
    try await run(
      """
      header = \(Self.quoted("Accept: \(accept)"))
      max-filesize = \(limit)
      output = \(Self.quoted(answer.path))
      """
    )
    do throws(SystemFailure) {
      // An empty answer makes no file.
      return answer.exists ? try answer.read(limit: limit) : []
    } catch {
      throw WebFailure(reason: "the answer can't be read: \(error)")
    }
  }

  private func run(_ options: String) async throws(WebFailure) {
    guard let curl else { throw WebFailure(reason: "there is no curl in the PATH") }
    let configuration = """
      url = \(Self.quoted(url))
      proto = "=https,http"
      fail
      silent
      max-time = \(deadline.components.seconds)
      \(options)

      """
    let status: Int32
    do throws(SystemFailure) {
      status = try await ProgramRun.run(
        curl,
        // `--disable` must stand first: no settings of the user's have a say.
        arguments: ["--disable", "--config", "-"],
        input: Array(configuration.utf8),
        environment: Self.proxies,
        deadline: deadline + Self.grace
      )
    } catch {
      throw WebFailure(reason: error.description)
    }
    if status != 0 { throw WebFailure(curlStatus: status) }
  }

  private static var proxies: [String: String] {
    var variables: [String: String] = [:]
    for name in proxyVariables { variables[name] = ProcessEnvironment.value(name) }
    return variables
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

  private static func host(of url: String, _ reach: Reach) -> String? {
    guard url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }),
      let separator = url.firstRange(of: "://")
    else { return nil }
    let scheme = url[..<separator.lowerBound].lowercased()
    let authority = url[separator.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = String(authority.split(separator: "@").last ?? "")
    let isLocal = ["127.0.0.1", "[::1]", "localhost"].contains { name in
      host == name || host.hasPrefix(name + ":")
    }
    let isPlain = scheme == "http" && (isLocal || reach == .anywhere)
    guard !host.isEmpty, scheme == "https" || isPlain else { return nil }
    return host
  }
}

/// Why a request failed, without a word of its address or its answer.
package struct WebFailure: Error, Hashable, Sendable {
  package let reason: String

  /// Says why.
  init(reason: String) {
    self.reason = reason
  }

  /// The exit statuses of curl(1) that say something to an operator.
  init(curlStatus status: Int32) {
    reason =
      switch status {
      case 6: "the host is not known"
      case 7: "the host can't be reached"
      case 22: "the host refused the request"
      case 28: "the host did not answer in time"
      case 35, 60: "no trusted TLS connection could be made"
      case 63: "the answer is too large"
      default: "curl ended with status \(status)"
      }
  }
}
