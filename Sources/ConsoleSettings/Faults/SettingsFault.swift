/// One thing that is wrong with the settings: where, what, and what to do.
package struct SettingsFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A flag (`--redis`), a variable (`REDIS_URL`) or a file with line and key path.
  package var place: String
  package var what: String
  package var remedy: String

  /// Makes a fault; none of the texts may hold a secret.
  package init(place: String, what: String, remedy: String) {
    self.place = place
    self.what = what
    self.remedy = remedy
  }

  package var description: String { "\(place): \(what); \(remedy)" }
}

/// Everything that is wrong with the settings, told at once.
package struct SettingsProblem: Error, Hashable, Sendable {
  package var faults: [SettingsFault]

  /// Makes a problem of at least one fault.
  package init(faults: [SettingsFault]) {
    self.faults = faults
  }
}
