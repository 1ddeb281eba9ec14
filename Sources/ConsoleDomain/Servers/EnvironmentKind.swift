/// What kind of environment a context is; sets the band's colour and the care an action takes.
package enum EnvironmentKind: String, Hashable, Sendable, CaseIterable {
  case production
  case staging
  case development
  case demo

  /// The word in the band.
  package var label: String {
    switch self {
    case .production: "PROD"
    case .staging: "STAGE"
    case .development: "DEV"
    case .demo: "DEMO"
    }
  }
}
