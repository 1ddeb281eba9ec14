import ConsoleDomain
import ConsoleJSON

/// Lines of JSON: pino-http's own members, and the names that morgan's users give theirs.
struct JSONLine: ~Copyable {
  private static let times = ["time", "timestamp", "@timestamp", "date"]
  private static let statuses = ["res.statusCode", "status", "statusCode", "response.statusCode"]
  private static let methods = ["req.method", "method", "request.method"]
  private static let urls = ["req.url", "url", "path", "originalUrl", "request.url"]
  private static let addresses = [
    "req.remoteAddress", "ip", "remoteAddr", "remote_addr", "remote-addr", "remoteAddress",
  ]
  private static let forwarded = [
    "req.headers.x-forwarded-for", "x-forwarded-for", "xForwardedFor", "x_forwarded_for",
  ]
  private static let users = ["req.user.id", "userId", "user", "remote-user", "remoteUser"]
  private static let all = times + statuses + methods + urls + addresses + forwarded + users

  private var reader = JSONReader(paths: JSONPaths(all))

  /// What every line is asked for.
  struct Seen {
    var at: Instant
    var status: Int
  }

  /// nil: no object with a time and a status.
  mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Seen? {
    guard bytes[line.lowerBound] == UInt8(ascii: "{") else { return nil }
    _ = reader.extract(line.map { bytes[$0] })
    guard let time = text(Self.times).flatMap({ LogText.moment($0) }),
      let status = text(Self.statuses).flatMap({ Int($0) }), (100..<1000).contains(status)
    else { return nil }
    return Seen(at: time, status: status)
  }

  /// The refused request of the line that was read last.
  func refusal(_ seen: Seen) -> Refusal {
    var address = text(Self.addresses).flatMap { NetworkAddress($0) }
    if address?.isPrivate ?? true, let list = text(Self.forwarded),
      let client = LogText.forwarded(list)
    {
      address = client
    }
    let route = text(Self.methods).flatMap { method in
      text(Self.urls).flatMap { LogText.route(method: method, url: $0) }
    }
    return Refusal(
      at: RefusalStep.second.start(of: seen.at),
      address: address,
      user: text(Self.users).flatMap { LogText.user($0) },
      route: route
    )
  }

  /// The first of these members that holds a text or a number.
  private func text(_ names: [String]) -> String? {
    guard let first = names.first, let start = Self.all.firstIndex(of: first) else { return nil }
    for place in start..<start + names.count {
      switch reader.field(place) {
      case .string(let text), .number(let text): return text
      default: continue
      }
    }
    return nil
  }
}
