/// What a search for a subject's values after a strip has found, and how far it came.
package struct ResidueReport: Hashable, Sendable {
  /// Most places that a report names.
  package static let placeLimit = 100

  package var places: [Place]
  /// All places found, those that are not named included.
  package var found: Int
  /// One entry for each collection, and one for Redis.
  package var areas: [Area]

  /// Where something is left; never what.
  package struct Place: Hashable, Sendable {
    /// `users`, `holdfast.audit_bodies`, `Redis`.
    package var area: String
    /// The document's id, or the family of a key.
    package var id: String
    /// The member, dotted, positions of arrays as `[]`; empty: the key's name or all of it.
    package var path: String

    /// Names a place.
    package init(area: String, id: String, path: String) {
      self.area = area
      self.id = id
      self.path = path
    }
  }

  /// How much of one collection was searched.
  package struct Area: Hashable, Sendable {
    package var name: String
    package var searched: Int
    /// The store's own count, an estimate; nil: not known.
    package var estimatedTotal: Int?
    /// Why not all of it was searched; nil: all was.
    package var incomplete: String?

    /// Names an area.
    package init(
      name: String,
      searched: Int = 0,
      estimatedTotal: Int? = nil,
      incomplete: String? = nil
    ) {
      self.name = name
      self.searched = searched
      self.estimatedTotal = estimatedTotal
      self.incomplete = incomplete
    }
  }

  /// Makes a report.
  package init(places: [Place] = [], found: Int = 0, areas: [Area] = []) {
    self.places = places
    self.found = found
    self.areas = areas
  }

  /// Adds a place; beyond the limit it is counted alone.
  package mutating func add(_ place: Place) {
    found += 1
    if places.count < Self.placeLimit { places.append(place) }
  }

  /// Whether everything was searched and nothing found.
  package var isClean: Bool { found == 0 && areas.allSatisfy { $0.incomplete == nil } }

  /// How far the search came, in one line: `searched 120 of about 130 in 17 places`.
  package var coverage: String {
    let searched = areas.reduce(0) { $0 + $1.searched }
    let total = areas.reduce(0) { $0 + max($1.estimatedTotal ?? $1.searched, $1.searched) }
    return "searched \(searched) of about \(total) documents and keys in \(areas.count) places"
  }
}
