package import ConsoleScreen
import Foundation

/// Themes: the four that come with the program, and the users' own files of the same form.
package enum ThemeFiles {
  /// All themes by name; a user's own theme wins over a built-in one of the same name.
  package static func load(
    directory: String?,
    faults: inout [SettingsFault]
  ) -> [String: Theme] {
    var texts: [(text: String, file: String)] = builtIn.map { ($0.value, "themes/\($0.key).yaml") }
    if let directory, let names = try? FileManager.default.contentsOfDirectory(atPath: directory) {
      for name in names.sorted() where name.hasSuffix(".yaml") {
        let path = "\(directory)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else { continue }
        texts.append((String(decoding: data, as: UTF8.self), path))
      }
    }
    var sheets: [String: ThemeSheet] = [:]
    for (text, file) in texts {
      guard let sheet = ThemeSheet(text, file: file, faults: &faults) else { continue }
      sheets[sheet.name] = sheet
    }
    return sheets.mapValues { $0.theme(inheriting: sheets, faults: &faults) }
  }

  /// Texts of the themes that come with the program, by name.
  package static var builtIn: [String: String] {
    [
      "default": String(decoding: PackageResources.default_yaml, as: UTF8.self),
      "light": String(decoding: PackageResources.light_yaml, as: UTF8.self),
      "deutan": String(decoding: PackageResources.deutan_yaml, as: UTF8.self),
      "mono": String(decoding: PackageResources.mono_yaml, as: UTF8.self),
    ]
  }
}
