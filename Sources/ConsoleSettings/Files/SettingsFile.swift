import ConsoleDomain
import Foundation

/// The settings file as read: contexts and a few options, not yet resolved.
struct SettingsFile {
  /// What stands under `contexts.<name>`; texts may be references (`$VAR`, `@file`).
  struct Context {
    var redis: String?
    var mongo: String?
    var database: String?
    var consoleDatabase: String?
    var profile: String?
    var environment: EnvironmentKind?
    var isReadOnly: Bool?
    var ticketPattern: String?
    var approvalLifetime: Duration?
    var stripsTakeTwo: Bool?
    var sweepHours: Int?
    var checkpoints: CheckpointEntries?
    var refusals: RefusalEntries?
    /// `file:line: contexts.<name>`, for faults.
    var place: String
  }

  var contexts: [(name: String, context: Context)] = []
  static let topLevel: Set<String> = ["contexts", "theme", "color", "ascii"]
  static let contextKeys: Set<String> = [
    "redis", "mongo", "database", "console_database", "profile", "environment", "read_only",
    "ticket_pattern", "approval_hours", "strips_take_two", "sweep_hours", "checkpoints",
    "limits",
  ]

  /// Reads the file at `path`; a missing file is empty unless it was asked for by name.
  static func read(
    _ path: String,
    isRequired: Bool,
    faults: inout [SettingsFault]
  ) -> SettingsFile {
    var file = SettingsFile()
    guard let data = FileManager.default.contents(atPath: path) else {
      if isRequired {
        faults.append(
          SettingsFault(
            place: "--config",
            what: "\(path) can't be read",
            remedy: "check the path"
          )
        )
      }
      return file
    }
    let text = String(decoding: data, as: UTF8.self)
    guard let root = YAMLMapping.parse(text, file: path, faults: &faults) else { return file }
    root.requireKnown(topLevel, faults: &faults)
    guard let node = root["contexts"] else { return file }
    let contexts = YAMLMapping(node, file: path, path: "contexts", faults: &faults)
    for name in contexts.names {
      guard let node = contexts[name] else { continue }
      let mapping = YAMLMapping(node, file: path, path: "contexts.\(name)", faults: &faults)
      file.contexts.append((name, context(mapping, place: contexts.place(name), faults: &faults)))
    }
    requirePrivate(path, holding: file.contexts, faults: &faults)
    return file
  }

  /// The context of that name.
  subscript(name: String) -> Context? {
    contexts.first { $0.name == name }?.context
  }

  private static func context(
    _ mapping: YAMLMapping,
    place: String,
    faults: inout [SettingsFault]
  ) -> Context {
    mapping.requireKnown(contextKeys, faults: &faults)
    var context = Context(place: place)
    context.redis = address("redis", mapping, faults: &faults)
    context.mongo = address("mongo", mapping, faults: &faults)
    context.database = mapping.string("database", faults: &faults)
    context.consoleDatabase = mapping.string("console_database", faults: &faults)
    context.profile = mapping.string("profile", faults: &faults)
    context.isReadOnly = mapping.bool("read_only", faults: &faults)
    context.ticketPattern = pattern(mapping, faults: &faults)
    context.approvalLifetime = approvalLifetime(mapping, faults: &faults)
    context.stripsTakeTwo = mapping.bool("strips_take_two", faults: &faults)
    context.sweepHours = mapping.positive("sweep_hours", faults: &faults)
    if mapping["checkpoints"] != nil,
      let section = mapping.section("checkpoints", faults: &faults)
    {
      context.checkpoints = CheckpointEntries(section, faults: &faults)
    }
    if mapping["limits"] != nil, let section = mapping.section("limits", faults: &faults) {
      context.refusals = RefusalEntries(section, faults: &faults)
    }
    if let text = mapping.string("environment", faults: &faults) {
      context.environment = EnvironmentKind(rawValue: text)
      if context.environment == nil {
        let known = EnvironmentKind.allCases.map(\.rawValue).joined(separator: ", ")
        faults.append(
          SettingsFault(
            place: mapping.place("environment"),
            what: "`\(text)` is no kind of environment",
            remedy: "write one of: \(known)"
          )
        )
      }
    }
    return context
  }

  /// An address; one that holds a password is refused, since this file is no place for it.
  private static func address(
    _ name: String,
    _ mapping: YAMLMapping,
    faults: inout [SettingsFault]
  ) -> String? {
    guard let text = mapping.string(name, faults: &faults) else { return nil }
    guard AddressText.holdsPassword(text) else { return text }
    faults.append(
      SettingsFault(
        place: mapping.place(name),
        what: "a password stands in the settings file",
        remedy: "put the whole address in a variable or a 0600 file and write $NAME or @file"
      )
    )
    return nil
  }

  private static func pattern(
    _ mapping: YAMLMapping,
    faults: inout [SettingsFault]
  ) -> String? {
    guard let text = mapping.string("ticket_pattern", faults: &faults) else { return nil }
    if (try? Regex(text)) != nil { return text }
    faults.append(
      SettingsFault(
        place: mapping.place("ticket_pattern"),
        what: "`\(text)` is no regular expression",
        remedy: "write for example `[A-Z]+-[0-9]+`"
      )
    )
    return nil
  }

  private static func approvalLifetime(
    _ mapping: YAMLMapping,
    faults: inout [SettingsFault]
  ) -> Duration? {
    guard let text = mapping.string("approval_hours", faults: &faults) else { return nil }
    if let lifetime = ApprovalRules.lifetime(hours: text) { return lifetime }
    faults.append(
      SettingsFault(
        place: mapping.place("approval_hours"),
        what: "`\(text)` is no lifetime of an approval",
        remedy: "write a whole number from 1 to 72"
      )
    )
    return nil
  }

  private static func requirePrivate(
    _ path: String,
    holding contexts: [(name: String, context: Context)],
    faults: inout [SettingsFault]
  ) {
    let places = contexts.flatMap {
      let context = $0.context
      return [
        context.redis, context.mongo, context.checkpoints?.key, context.checkpoints?.webhook,
      ]
    }.compactMap(\.self)
    guard places.contains(where: { $0.hasPrefix("@") }) else { return }
    do {
      try PrivateFile.requirePrivate(path, place: path)
    } catch {
      faults.append(error)
    }
  }
}
