import ConsoleDomain

/// Where a context's refusals are written down, beside its counters.
package struct RefusalSettings: Sendable {
  /// Access logs that are followed.
  package var logs: [String]
  /// Pages of metrics; an address may hold a token.
  package var metrics: [Secret]
  /// The statuses that mean a refusal.
  package var statuses: Set<Int>

  /// Makes the settings; without arguments there is no further source.
  package init(logs: [String] = [], metrics: [Secret] = [], statuses: Set<Int> = [429]) {
    self.logs = logs
    self.metrics = metrics
    self.statuses = statuses
  }
}

/// Sources of refusals as texts, before references are followed.
struct RefusalEntries {
  static let names: Set<String> = ["logs", "metrics", "status"]

  var logs: [String] = []
  var metrics: [String] = []
  var status: String?
  private var place = ""
  private var statusPlace = ""

  /// Reads `contexts.<name>.limits`.
  init(_ mapping: YAMLMapping, faults: inout [SettingsFault]) {
    mapping.requireKnown(Self.names, faults: &faults)
    logs = mapping.strings("logs", faults: &faults) ?? []
    metrics = mapping.strings("metrics", faults: &faults) ?? []
    status = mapping.string("status", faults: &faults)
    place = mapping.place("metrics")
    statusPlace = mapping.place("status")
  }

  /// Reads `HOLDFAST_ACCESS_LOGS`, `HOLDFAST_METRICS` and `HOLDFAST_REFUSAL_STATUS`.
  init(environment: [String: String]) {
    let list = { (name: String) in
      (environment[name] ?? "").split(separator: ",").map(String.init)
    }
    logs = list("HOLDFAST_ACCESS_LOGS")
    metrics = list("HOLDFAST_METRICS")
    status = environment["HOLDFAST_REFUSAL_STATUS"].flatMap { $0.isEmpty ? nil : $0 }
    place = "HOLDFAST_METRICS"
    statusPlace = "HOLDFAST_REFUSAL_STATUS"
  }

  /// Nothing is set.
  init() {}

  /// What the texts stand for, with what the command line adds; what is wrong goes to `faults`.
  func resolve(
    _ flags: SettingsFlags,
    environment: [String: String],
    faults: inout [SettingsFault]
  ) -> RefusalSettings {
    var settings = RefusalSettings(logs: logs + flags.accessLogs.filter { !logs.contains($0) })
    for text in metrics + flags.metrics {
      do {
        let url = try SecretReference.resolve(text, place: place, environment: environment)
        settings.metrics.append(Secret(url))
      } catch {
        faults.append(error)
      }
    }
    guard let status else { return settings }
    let numbers = status.split(separator: ",").map { Int($0) }
    let known = numbers.compactMap(\.self).filter { (100..<1000).contains($0) }
    guard known.count == numbers.count, !known.isEmpty else {
      faults.append(
        SettingsFault(
          place: statusPlace,
          what: "`\(status)` is no list of statuses",
          remedy: "write for example `429,403`"
        )
      )
      return settings
    }
    settings.statuses = Set(known)
    return settings
  }
}
