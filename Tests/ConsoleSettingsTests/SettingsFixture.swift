import ConsoleSettings
import ConsoleSystem
import Glibc

/// Loads settings from a private folder that is gone afterwards.
enum SettingsFixture {
  static let production = """
    contexts:
      prod:
        redis: redis://cache.prod
        mongo: mongodb://db.prod
        database: app
    """

  static func load(
    flags: SettingsFlags = SettingsFlags(),
    file: String? = nil,
    files: [String: String] = [:],
    environment: [String: String] = [:]
  ) async throws -> Settings {
    let home = try Folder.temporary(prefix: "holdfast-settings")
    defer { try? home.removeRecursively() }
    var files = files
    files["config.yaml"] = file
    for (name, text) in files {
      let path = "\(home.path)/.config/holdfast/\(name)"
      try Folder(Path.folder(of: path)).create()
      try File(path).replace(with: Array(text.utf8))
    }
    var environment = environment
    environment["HOME"] = home.path
    return try await SettingsLoader.load(flags: flags, environment: environment)
  }

  /// What loading complains about; empty when it succeeds.
  static func faults(
    flags: SettingsFlags = SettingsFlags(),
    file: String? = nil,
    files: [String: String] = [:],
    environment: [String: String] = [:]
  ) async -> [SettingsFault] {
    do {
      _ = try await load(flags: flags, file: file, files: files, environment: environment)
      return []
    } catch let problem as SettingsProblem {
      return problem.faults
    } catch {
      return [SettingsFault(place: "test", what: "\(error)", remedy: "")]
    }
  }
}

extension SettingsFixture {
  /// Opens a file to group and others, as a careless `chmod` would.
  static func makeReadableByAll(_ path: String) -> Bool {
    unsafe chmod(path, 0o644) == 0
  }
}
