import ConsoleDomain

extension SessionFlags {
  /// The letter that stands for a single flag in the list; none for what the list shows otherwise.
  var letter: String {
    switch self {
    case .held: "H"
    case .archived: "A"
    case .stripped: "S"
    case .noExpiry: "N"
    case .unreadable: "U"
    case .wrongType: "W"
    case .truncated: "T"
    case .unknownUser: "?"
    default: ""
    }
  }

  /// The letters of the flags that are set.
  var letters: String {
    Self.named.filter { contains($0.flag) }.map(\.flag.letter).joined()
  }

  /// The flags that are set, each with its letter: `H held, A archived`.
  var legend: String {
    Self.named.filter { contains($0.flag) }.map { flag, name in
      flag.letter.isEmpty ? name : "\(flag.letter) \(name)"
    }
    .joined(separator: ", ")
  }

  /// What each letter of the list means.
  static let explanations = [
    "H  held          The user, or the user's organisation, is under legal hold.",
    "A  archived      The user is archived: can't sign in again, this session goes on.",
    "S  stripped      The user's personal data was stripped.",
    "N  no-expiry     The key has no time to live: valid for ever to the backend.",
    "U  unreadable    The value is no session that the backend can read.",
    "W  wrong-type    The key holds another Redis type; the backend fails on it.",
    "T  truncated     The value is larger than what was read of it.",
    "?  unknown-user  The user id is in no user document.",
    "",
    "The filter finds them by name: /flag:held",
  ]
}
