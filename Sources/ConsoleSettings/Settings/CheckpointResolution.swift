import ConsoleDomain

/// Checkpoint settings as texts, before keys are read and references followed.
struct CheckpointEntries {
  static let names: Set<String> = [
    "key", "verifiers", "files", "syslog", "webhook", "events", "minutes",
  ]

  var key: String?
  var verifiers: [String] = []
  var files: [String] = []
  var usesSyslog = false
  var webhook: String?
  var events: Int?
  var minutes: Int?
  /// Where each entry stands, for faults.
  private var places: [String: String] = [:]

  /// Nothing is set.
  init() {}

  /// Reads `contexts.<name>.checkpoints`; a private key in the file itself is refused.
  init(_ mapping: YAMLMapping, faults: inout [SettingsFault]) {
    mapping.requireKnown(Self.names, faults: &faults)
    key = mapping.string("key", faults: &faults)
    verifiers = mapping.strings("verifiers", faults: &faults) ?? []
    files = mapping.strings("files", faults: &faults) ?? []
    usesSyslog = mapping.bool("syslog", faults: &faults) ?? false
    webhook = mapping.string("webhook", faults: &faults)
    events = mapping.positive("events", faults: &faults)
    minutes = mapping.positive("minutes", faults: &faults)
    places = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, mapping.place($0)) })
    if let key, !key.hasPrefix("$"), !key.hasPrefix("@") {
      faults.append(
        SettingsFault(
          place: place("key"),
          what: "a private key stands in the settings file",
          remedy: "put it in a variable or a 0600 file and write $NAME or @file"
        )
      )
      self.key = nil
    }
  }

  /// Reads `HOLDFAST_CHECKPOINT_…`; lists are separated by commas.
  init(environment: [String: String], faults: inout [SettingsFault]) {
    let variable = { (name: String) in "HOLDFAST_CHECKPOINT_\(name.uppercased())" }
    let value = { (name: String) -> String? in
      environment[variable(name)].flatMap { $0.isEmpty ? nil : $0 }
    }
    let list = { (name: String) in
      (value(name) ?? "").split(separator: ",").map(String.init)
    }
    places = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, variable($0)) })
    key = value("key")
    verifiers = list("verifiers")
    files = list("files")
    webhook = value("webhook")
    switch value("syslog") {
    case nil, "false": usesSyslog = false
    case "true": usesSyslog = true
    default:
      faults.append(
        SettingsFault(
          place: place("syslog"),
          what: "is neither true nor false",
          remedy: "write true or false"
        )
      )
    }
    events = Int(positive: value("events"), place: place("events"), faults: &faults)
    minutes = Int(positive: value("minutes"), place: place("minutes"), faults: &faults)
  }

  /// The same with what the command line adds.
  func adding(_ flags: CheckpointFlags) -> CheckpointEntries {
    var entries = self
    entries.files += flags.files.filter { !files.contains($0) }
    entries.usesSyslog = usesSyslog || flags.usesSyslog
    if let webhook = flags.webhook {
      entries.webhook = webhook
      entries.places["webhook"] = "--webhook"
    }
    return entries
  }

  /// What the texts stand for; what is wrong goes to `faults`.
  func resolve(
    environment: [String: String],
    faults: inout [SettingsFault]
  ) -> CheckpointSettings {
    var settings = CheckpointSettings()
    if let text = resolved(key, "key", environment, &faults) {
      settings.key = NoteSigningKey(text)
      if settings.key == nil {
        faults.append(
          SettingsFault(
            place: place("key"),
            what: "does not lead to a private key for checkpoints",
            remedy: "make one with: holdfast audit keygen --out FILE"
          )
        )
      }
    }
    for text in verifiers {
      guard let text = resolved(text, "verifiers", environment, &faults) else { continue }
      if let key = NoteVerifierKey(text) {
        settings.verifiers.append(key)
      } else {
        faults.append(
          SettingsFault(
            place: place("verifiers"),
            what: "holds something that is no public key",
            remedy: "write the line that `holdfast audit keygen` printed: name+hash+base64"
          )
        )
      }
    }
    settings.files = files.map { Paths.expandingTilde($0, home: environment["HOME"]) }
    settings.usesSyslog = usesSyslog
    settings.webhook = resolved(webhook, "webhook", environment, &faults).map(Secret.init)
    if let events { settings.events = events }
    if let minutes { settings.interval = .seconds(minutes * 60) }
    return settings
  }

  private func place(_ name: String) -> String { places[name] ?? name }

  private func resolved(
    _ text: String?,
    _ name: String,
    _ environment: [String: String],
    _ faults: inout [SettingsFault]
  ) -> String? {
    guard let text else { return nil }
    do {
      return try SecretReference.resolve(text, place: place(name), environment: environment)
    } catch {
      faults.append(error)
      return nil
    }
  }
}

extension Int {
  /// A whole number above 0 from a variable; nil without one, or where a fault is noted.
  init?(positive text: String?, place: String, faults: inout [SettingsFault]) {
    guard let text else { return nil }
    if let value = Int(text), value > 0 {
      self = value
      return
    }
    faults.append(
      SettingsFault(place: place, what: "is no whole number above 0", remedy: "write digits")
    )
    return nil
  }
}
