/// Compares the events of a stretch with its digest, part by part.
actor DigestComparison {
  private let digest: EventLogDigest
  private let horizon: String
  private let parts: [EventLogDigest.Part]
  private var index = 0
  private var tree = MerkleTree()
  private var result = Result()

  struct Result {
    var events = 0
    var expired = 0
    var faults: [EventLogDigestFault] = []
  }

  init(_ digest: EventLogDigest, horizon: String) {
    self.digest = digest
    self.horizon = horizon
    // An empty stretch is a part without events, in which none may appear.
    parts =
      digest.parts.isEmpty
      ? [EventLogDigest.Part(through: digest.through, root: digest.root)] : digest.parts
  }

  func add(_ leaves: [EventLogLeaf]) {
    for leaf in leaves {
      while index < parts.count - 1, leaf.id > parts[index].through { closePart() }
      tree.append(leafHash: leaf.hash)
      result.events += 1
    }
  }

  func finish(_ sequence: Int64) -> Result {
    while index < parts.count { closePart() }
    for position in result.faults.indices { result.faults[position].sequence = sequence }
    return result
  }

  private func closePart() {
    let part = parts[index]
    let begin = index == 0 ? digest.after : parts[index - 1].through
    let wanted = digest.parts.isEmpty ? 0 : digest.count(ofPart: index)
    if tree.root != part.root {
      if begin ?? EventLogID.lowest < horizon, tree.count < wanted {
        result.expired += 1
      } else {
        result.faults.append(fault(after: begin, through: part.through, wanted: wanted))
      }
    }
    tree = MerkleTree()
    index += 1
  }

  private func fault(after: String?, through: String, wanted: Int) -> EventLogDigestFault {
    let place = "events after \(after ?? "the beginning") up to \(through)"
    let kind: EventLogDigestFault.Kind
    let detail: String
    switch tree.count - wanted {
    case 0: (kind, detail) = (.changed, "\(place): at least one of \(wanted) was changed")
    case let more where more > 0:
      (kind, detail) = (.added, "\(place): \(tree.count) where there were \(wanted)")
    default: (kind, detail) = (.missing, "\(place): \(tree.count) left of \(wanted)")
    }
    return EventLogDigestFault(sequence: 0, kind: kind, detail: detail)
  }
}
