import ConsoleDomain

extension CounterFlags {
  /// The letter that stands for a single flag in the list.
  var letter: String {
    switch self {
    case .proxy: "P"
    case .forever: "F"
    case .noExpiry: "N"
    case .leftover: "L"
    case .past: "E"
    case .shared: "2"
    case .delays: "D"
    case .unreadable: "U"
    default: ""
    }
  }

  /// The letters of the flags that are set.
  var letters: String { Self.named.filter { contains($0.flag) }.map(\.flag.letter).joined() }

  /// The flags that are set, each with its letter: `P proxy?, 2 shared`.
  var legend: String {
    Self.named.filter { contains($0.flag) }.map { "\($0.letter) \($1)" }.joined(separator: ", ")
  }

  /// What each letter of the list means.
  static let explanations = [
    "P  proxy?      The address is a proxy's, or nearly everybody comes from it: no block, no alert.",
    "F  forever     Blocked until somebody takes the block away.",
    "N  no-expiry   A count without TTL where the library sets one; the next hit repairs it.",
    "L  leftover    -1 without TTL: a hit was taken back after the key had ended; harmless.",
    "E  past        The window is over though the key is still there: counts for nothing.",
    "2  shared      Two limiters of the profile count on this key: it rises by two a request.",
    "D  delays      The limiter delays and never refuses.",
    "U  unreadable  Neither a number nor what the format demands.",
    "",
    "USED/LIMIT  The limit comes from the profile; without one it is blank and BLOCKED is ?.",
    "BLOCKED     Whether the next try is refused, and since when where the store tells.",
    "OVER        Tries beyond the limit in this window: a lower bound for what was refused.",
    "            The title is 429 or 403 where the profile says that this is the answer.",
    "",
    "The filter finds flags by name: /flag:proxy?",
  ]
}
