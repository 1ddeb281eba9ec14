/// Where the console's own files are (XDG Base Directory Specification 0.8).
package struct Paths: Hashable, Sendable {
  /// `$XDG_CONFIG_HOME/holdfast`: settings, profiles, themes.
  package var configuration: String
  /// `$XDG_STATE_HOME/holdfast`: log, crash file, journal; mode 0700.
  package var state: String
  /// The settings file in use, whether or not it exists.
  package var settingsFile: String

  /// Finds the folders from the environment; `config` is the path given by `--config`.
  package init(environment: [String: String], config: String? = nil) {
    let home = environment["HOME"] ?? "/"
    let base = { (variable: String, fallback: String) in
      let value = environment[variable] ?? ""
      return value.hasPrefix("/") ? value : "\(home)/\(fallback)"
    }
    configuration = base("XDG_CONFIG_HOME", ".config") + "/holdfast"
    state = base("XDG_STATE_HOME", ".local/state") + "/holdfast"
    settingsFile =
      config.map { Self.expandingTilde($0, home: home) } ?? configuration + "/config.yaml"
  }

  /// The log file, mode 0600.
  package var log: String { state + "/holdfast.log" }
  /// Frame addresses of a crash, and nothing else.
  package var crash: String { state + "/crash" }
  /// Folder of the outcomes that could not be stored yet, one file each.
  package var journal: String { state + "/outcomes.journal" }
  /// How far interrupted actions have been looked for, one file a chain.
  package var recovery: String { state + "/recovery" }

  static func expandingTilde(_ path: String, home: String?) -> String {
    guard path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst()
  }
}
