/// A collection of the console's own, or an index of one, that is not as this version wants it.
package struct SchemaFinding: Hashable, Sendable {
  package var collection: String
  /// Name of the index concerned; nil: the collection itself.
  package var index: String?
  package var state: State
  package var need: Need

  /// How it is.
  package enum State: Hashable, Sendable {
    case missing
    /// It is there with other options, told in words; nothing of ours changes or drops it.
    case different(String)
    /// It is none of ours and deletes what must stay.
    case harmful(String)
  }

  /// What rests on it.
  package enum Need: Hashable, Sendable {
    /// The audit chain: without it nothing is written at all.
    case chain
    /// The end of bodies after ten years.
    case retention
    /// One part of the console; the rest works.
    case feature(String)
  }

  /// Makes a finding.
  package init(collection: String, index: String?, state: State, need: Need) {
    self.collection = collection
    self.index = index
    self.state = state
    self.need = need
  }

  /// Whether the audit store counts as not initialised because of it.
  package var stopsTheChain: Bool {
    !isHarmful && need == .chain
  }

  /// Whether it deletes what must stay.
  package var isHarmful: Bool {
    if case .harmful = state { true } else { false }
  }

  /// Whether creating an index, and nothing else, would settle it.
  package var isMissingIndex: Bool { index != nil && state == .missing }

  /// What is the matter, in one line without a value of a document.
  package var text: String {
    let place = index.map { "index `\($0)` of `\(collection)`" } ?? "collection `\(collection)`"
    switch state {
    case .missing: return "\(place) is missing: \(consequence)"
    case .different(let how): return "\(place) is another one (\(how)): \(consequence)"
    case .harmful(let how): return "\(place) \(how)"
    }
  }

  /// What a person can do about it.
  package var remedy: String {
    switch state {
    case .missing where index == nil: "`holdfast doctor --init` adds it"
    case .missing: "`holdfast doctor --fix-indexes` creates it"
    case .different, .harmful:
      "Holdfast drops and changes no index: drop it by hand, then `holdfast doctor --fix-indexes`"
    }
  }

  private var consequence: String {
    switch need {
    case .chain: "nothing can be written to the audit log"
    case .retention: "audit bodies past ten years stay"
    case .feature(let name): "needed for \(name)"
    }
  }
}
