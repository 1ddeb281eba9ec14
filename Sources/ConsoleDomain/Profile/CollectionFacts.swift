/// What a sample of a mapped collection shows of how the profile fits it.
package struct CollectionFacts: Hashable, Sendable {
  package var type: String
  package var collection: String
  package var exists: Bool
  /// Documents looked at, the newest first; shares are shares of these.
  package var sampled: Int
  /// In how many of them each path that the profile names has a value.
  package var present: [FieldPath: Int]
  /// In how many of them a flag that the profile names is there.
  package var flags: [String: Int]
  /// Paths that no mapping covers and that look like personal data.
  package var unmapped: [Unmapped]
  /// Paths of unique indexes of one path.
  package var unique: [String]
  package var expiries: [Expiry]
  /// Why nothing is known of it.
  package var problem: StoreProblem?

  /// A path that looks like personal data, by its name or by its values.
  package struct Unmapped: Hashable, Sendable {
    package var path: String
    /// What it looks like: `e-mail`, `phone`, `name`, `personal`, `secret`.
    package var look: String
    package var count: Int

    /// Makes a finding.
    package init(path: String, look: String, count: Int) {
      self.path = path
      self.look = look
      self.count = count
    }
  }

  /// An index by which the server deletes documents.
  package struct Expiry: Hashable, Sendable {
    package var index: String
    package var path: String
    /// Whether its filter leaves held documents alone.
    package var sparesHeld: Bool
    /// Whether the date in the document is the end itself, which a hold can take away.
    package var isAtDate: Bool

    /// Makes a finding.
    package init(index: String, path: String, sparesHeld: Bool, isAtDate: Bool) {
      self.index = index
      self.path = path
      self.sparesHeld = sparesHeld
      self.isAtDate = isAtDate
    }
  }

  /// Facts of a collection of which nothing is known yet.
  package init(type: String, collection: String, exists: Bool = true, sampled: Int = 0) {
    self.type = type
    self.collection = collection
    self.exists = exists
    self.sampled = sampled
    present = [:]
    flags = [:]
    unmapped = []
    unique = []
    expiries = []
  }
}

/// What a whole database shows of how a profile fits it.
package struct ProfileFacts: Hashable, Sendable {
  package var collections: [CollectionFacts]
  /// Labels that the newest events carry, and how many events were looked at.
  package var labels: Set<String>
  package var eventsSampled: Int
  /// Why the events could not be read.
  package var eventsProblem: StoreProblem?
  /// Collections that no mapping names.
  package var unmapped: [String]
  /// The databases that organisations have to themselves, as far as they were reached.
  package var places: PlaceSurvey

  /// Makes facts.
  package init(
    collections: [CollectionFacts],
    labels: Set<String>,
    eventsSampled: Int,
    eventsProblem: StoreProblem? = nil,
    unmapped: [String],
    places: PlaceSurvey = PlaceSurvey()
  ) {
    self.collections = collections
    self.labels = labels
    self.eventsSampled = eventsSampled
    self.eventsProblem = eventsProblem
    self.unmapped = unmapped
    self.places = places
  }
}
