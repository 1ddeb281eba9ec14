import Configuration
import ConsoleDomain
import ConsoleScreen
import Foundation
import SystemPackage

/// Reads flags, environment and file into one checked value.
package enum SettingsLoader {
  /// The settings, or everything that is wrong with them at once.
  ///
  /// Options are looked up in that order: flags, `HOLDFAST_…` variables, the file, defaults.
  package static func load(
    flags: SettingsFlags,
    environment: [String: String]
  ) async throws(SettingsProblem) -> Settings {
    var faults: [SettingsFault] = []
    let config = flags.config ?? environment["HOLDFAST_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let paths = Paths(environment: environment, config: config)
    let file = SettingsFile.read(paths.settingsFile, isRequired: config != nil, faults: &faults)
    let resolution = ConnectionResolution(
      flags: flags,
      environment: environment,
      file: file,
      paths: paths
    )
    let connection = resolution.resolve(faults: &faults)
    let options = await Options.read(flags, environment, paths, &faults)
    let themes = ThemeFiles.load(directory: paths.configuration + "/themes", faults: &faults)
    let theme = theme(options.theme, in: themes, &faults)
    let profile = connection.flatMap {
      ProfileFiles.load(
        $0.profile,
        directory: paths.configuration + "/profiles",
        faults: &faults
      )
    }
    guard faults.isEmpty, let connection, let theme, let profile else {
      throw SettingsProblem(faults: faults)
    }
    return Settings(
      connection: connection.0,
      profile: profile,
      theme: theme,
      themes: themes,
      color: options.color,
      isASCII: options.isASCII,
      isVerbose: flags.isVerbose,
      contextNames: file.contexts.map(\.name),
      paths: paths
    )
  }

  /// The settings of the demo, whose servers were just started: no file, no variable has a say.
  package static func demo(
    redis: String,
    mongo: String,
    database: String,
    flags: SettingsFlags,
    environment: [String: String]
  ) async throws(SettingsProblem) -> Settings {
    var faults: [SettingsFault] = []
    let paths = Paths(environment: environment, config: flags.config)
    let options = await Options.read(flags, environment, paths, &faults)
    let themes = ThemeFiles.load(directory: paths.configuration + "/themes", faults: &faults)
    let theme = theme(options.theme, in: themes, &faults)
    let profile = ProfileFiles.load("nest", directory: nil, faults: &faults)
    let refusals = RefusalEntries().resolve(flags, environment: environment, faults: &faults)
    guard faults.isEmpty, let theme, let profile else { throw SettingsProblem(faults: faults) }
    return Settings(
      connection: Settings.Connection(
        context: "demo",
        environment: .demo,
        redis: Secret(redis),
        mongo: Secret(mongo),
        database: database,
        consoleDatabase: ConnectionResolution.consoleDatabase,
        isReadOnly: flags.isReadOnly,
        ticketPattern: nil,
        refusals: refusals
      ),
      profile: profile,
      theme: theme,
      themes: themes,
      color: options.color,
      isASCII: options.isASCII,
      isVerbose: flags.isVerbose,
      contextNames: ["demo"],
      paths: paths
    )
  }

  private static func theme(
    _ name: String,
    in themes: [String: Theme],
    _ faults: inout [SettingsFault]
  ) -> Theme? {
    if let theme = themes[name] { return theme }
    faults.append(
      SettingsFault(
        place: "--theme",
        what: "no theme `\(name)`",
        remedy: "known are: \(themes.keys.sorted().joined(separator: ", "))"
      )
    )
    return nil
  }
}

/// The options that flags, environment and file may each give.
private struct Options {
  var theme = "default"
  var color = Settings.ColorMode.auto
  var isASCII = false

  static func read(
    _ flags: SettingsFlags,
    _ environment: [String: String],
    _ paths: Paths,
    _ faults: inout [SettingsFault]
  ) async -> Options {
    var given: [AbsoluteConfigKey: ConfigValue] = [:]
    if let theme = flags.theme { given["theme"] = ConfigValue(.string(theme), isSecret: false) }
    if let color = flags.color { given["color"] = ConfigValue(.string(color), isSecret: false) }
    if flags.isASCII { given["ascii"] = ConfigValue(.bool(true), isSecret: false) }
    let variables = EnvironmentVariablesProvider(environmentVariables: environment)
      .prefixKeys(with: "holdfast")
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "flags", values: given), variables,
    ]
    if let file = try? await FileProvider<YAMLSnapshot>(
      filePath: FilePath(paths.settingsFile),
      allowMissing: true
    ) {
      providers.append(file)
    }
    let reader = ConfigReader(providers: providers)
    var options = Options()
    options.theme = reader.string(forKey: "theme", default: "default")
    options.isASCII = reader.bool(forKey: "ascii", default: false)
    let color = reader.string(forKey: "color", default: "auto")
    if let mode = Settings.ColorMode(rawValue: color) {
      options.color = mode
    } else {
      faults.append(
        SettingsFault(
          place: "--color",
          what: "`\(color)` is no colour mode",
          remedy: "write auto, always or never"
        )
      )
    }
    return options
  }
}
