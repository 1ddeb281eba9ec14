/// The one name of a command: what is typed after `:` and what a key file binds.
package struct CommandID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
}

/// What was typed after a command's name.
package struct CommandArguments: Hashable, Sendable {
  package var text: String

  /// Nothing: the command came from a key or a menu.
  package static let none = CommandArguments(text: "")

  /// Makes arguments from the rest of a line.
  package init(text: String) { self.text = text }

  /// The words, split at blanks.
  var words: [Substring] { text.split(separator: " ") }

  /// The value of `name=value` among the words.
  func value(_ name: String) -> String? {
    for word in words where word.hasPrefix(name + "=") {
      return String(word.dropFirst(name.count + 1))
    }
    return nil
  }
}

/// A command with what was typed after it.
struct CommandCall: Equatable {
  var id: CommandID
  var arguments: CommandArguments
}
