package import ConsoleDomain

/// The environment this console is connected to; fixed for the life of its connections.
package struct ConsoleContext: Hashable, Sendable {
  /// nil without a named context: then the hosts are shown and it counts as production.
  package var name: String?
  package var kind: EnvironmentKind
  package var redis: StoreEndpoint
  package var mongo: StoreEndpoint
  /// Session key prefixes of the profile.
  package var prefixes: [String]
  /// The collections of the profile that actions write to.
  package var places: ActionPlaces
  /// A regular expression that tickets must match as a whole; nil: anything.
  package var ticketPattern: String?
  /// How long a sweep may be absent before every screen says so.
  package var sweepPatience: Duration

  /// Makes a context from settings.
  package init(
    name: String?,
    kind: EnvironmentKind,
    redis: StoreEndpoint,
    mongo: StoreEndpoint,
    prefixes: [String],
    places: ActionPlaces = ActionPlaces(entities: [], userType: nil, events: ""),
    ticketPattern: String? = nil,
    sweepPatience: Duration = SweepStanding.usualPatience
  ) {
    self.name = name
    self.kind = kind
    self.redis = redis
    self.mongo = mongo
    self.prefixes = prefixes
    self.places = places
    self.ticketPattern = ticketPattern
    self.sweepPatience = sweepPatience
  }

  /// The types of documents that the profile maps.
  package var entities: [EntityProfile] { places.entities }
  /// The one of them whose documents are the backend's users.
  package var userType: String? { places.userType }

  /// What the band and every dialog call it: kind and name, or kind and hosts.
  package var title: String {
    if let name { return kind == .demo ? kind.label : "\(kind.label) \(name)" }
    return kind == .demo ? kind.label : "\(kind.label) \(redis.address) \(mongo.address)"
  }
}

/// Names that the palette can complete.
package struct ShellCatalog: Hashable, Sendable {
  package var contexts: [String]
  package var themes: [String]
  package var theme: String

  /// Makes a catalogue from settings.
  package init(contexts: [String] = [], themes: [String] = ["default"], theme: String = "default") {
    self.contexts = contexts
    self.themes = themes
    self.theme = theme
  }
}
