import ConsoleDomain
import ConsoleSystem

/// A line of an Application Load Balancer ("Access logs for your Application Load Balancer", AWS): type,
/// time, balancer, client:port, target:port, three durations, status of the balancer, status of the target,
/// two sizes, "request" and more.
struct BalancerLine {
  let at: Instant
  let status: Int
  private let client: Range<Int>
  private let request: Range<Int>

  /// nil: the line is of another format.
  init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    guard let open = ByteSearch.first(UInt8(ascii: "\""), in: bytes, line),
      let close = ByteSearch.first(UInt8(ascii: "\""), in: bytes, open + 1..<line.upperBound),
      case let words = bytes.words(line.lowerBound..<open), words.count == 12,
      words[8].count == 3, let status = bytes.number(words[8]), status >= 100,
      let at = Instant(iso8601: bytes.string(words[1].prefix(64)))
    else { return nil }
    self.at = at
    self.status = status
    client = words[3]
    request = open + 1..<close
  }

  /// The request, which the balancer refused.
  func refusal(_ bytes: Span<UInt8>) -> Refusal {
    let text = bytes.string(client.prefix(64))
    let host = text.lastIndex(of: ":").map { text[..<$0] } ?? text[...]
    return Refusal(
      at: RefusalStep.second.start(of: at),
      address: NetworkAddress(host.filter { $0 != "[" && $0 != "]" }),
      route: LogText.route(bytes, request)
    )
  }
}
