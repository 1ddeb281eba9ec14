import Foundation

/// A value of the settings file: the text itself, `$VAR` or `@file`.
package enum SecretReference {
  /// What the value stands for; a missing variable or file is a fault at `place`.
  package static func resolve(
    _ text: String,
    place: String,
    environment: [String: String]
  ) throws(SettingsFault) -> String {
    if text.hasPrefix("$") {
      let name = String(text.dropFirst())
      guard let value = environment[name], !value.isEmpty else {
        throw SettingsFault(
          place: place,
          what: "refers to \(text), which is not set",
          remedy: "set the variable \(name) or change the entry"
        )
      }
      return value
    }
    guard text.hasPrefix("@") else { return text }
    return try contents(of: String(text.dropFirst()), place: place, environment: environment)
  }

  private static func contents(
    of name: String,
    place: String,
    environment: [String: String]
  ) throws(SettingsFault) -> String {
    let path = Paths.expandingTilde(name, home: environment["HOME"])
    try PrivateFile.requirePrivate(path, place: place)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SettingsFault(
        place: place,
        what: "refers to \(path), which can't be read",
        remedy: "create the file with mode 0600 or change the entry"
      )
    }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
