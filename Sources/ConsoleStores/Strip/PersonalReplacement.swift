import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Why a personal value can't be replaced as its profile says; a strip then changes nothing of the
/// document, for a field that is silently left out is a field that stays.
struct StripFault: Error, Hashable {
  var path: String
  var reason: String
}

/// Puts in the place of one value what the profile says.
struct PersonalReplacement: Sendable {
  let field: PersonalField
  /// Stands for `{id}` in a text.
  let id: String

  /// The new value; nil where the member goes.
  func value(for old: MongoValue) throws(StripFault) -> MongoValue? {
    switch field.replacement {
    case .null: return .null
    case .unset: return nil
    case .text(let text): return .string(Self.filled(text, with: id))
    case .date(let date): return .date(date.milliseconds)
    case .emptyList: return .array([])
    case .emptyDocument: return .document([:])
    case .generalised: return try generalised(old)
    case .pseudonym:
      throw fault("a keyed pseudonym needs a key, and none is configured")
    }
  }

  /// By hand: for a text with one such place `replacing` takes ten times as long.
  private static func filled(_ text: String, with id: String) -> String {
    var result = ""
    var rest = text[...]
    while let brace = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<brace]
      let place = rest[brace...]
      let isID = place.hasPrefix("{id}")
      result += isID ? id : "{"
      rest = place.dropFirst(isID ? 4 : 1)
    }
    return result + rest
  }

  private func generalised(_ old: MongoValue) throws(StripFault) -> MongoValue {
    switch old {
    case .date(let milliseconds):
      let year = Instant(milliseconds: milliseconds).civil.date.year
      guard let start = Instant(iso8601: "\(Self.digits(year))-01-01T00:00:00.000Z") else {
        throw fault("the year can't be written as a date")
      }
      return .date(start.milliseconds)
    case .string(let text):
      guard let network = Network.neighbourhood(in: text) else {
        throw fault("neither date nor address")
      }
      return .string(network)
    default: throw fault("a value of type \(old.typeName) can't be generalised")
    }
  }

  private static func digits(_ year: Int) -> String {
    let text = String(year)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }

  private func fault(_ reason: String) -> StripFault {
    StripFault(path: field.path.description, reason: reason)
  }
}
