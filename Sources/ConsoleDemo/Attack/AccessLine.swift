import ConsoleDomain

/// One request as a proxy in front of the backend logs it.
struct AccessLine: Hashable, Sendable {
  var at: Instant
  var address: String
  var method: String
  var path: String
  var status: Int
  var bytes: Int
  var agent: String

  /// The combined format of Apache and nginx: times to the second, in UTC.
  var text: String {
    let (date, milliseconds) = at.civil
    let day = "\(twoDigits(date.day))/\(Self.months[date.month - 1])/\(date.year)"
    let seconds = milliseconds / 1000
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits)
    return """
      \(address) - - [\(day):\(time.joined(separator: ":")) +0000] \
      "\(method) \(path) HTTP/1.1" \(status) \(bytes) "-" "\(agent)"
      """
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
