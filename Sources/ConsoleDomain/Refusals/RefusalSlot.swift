/// What was refused in one slot of time.
package struct RefusalSlot: Hashable, Sendable {
  /// Names that an open slot tells apart on each axis.
  static let openNames = 256
  /// Names that are left of a slot once its time is over.
  static let sealedNames = 16

  package private(set) var refused = 0
  /// All requests, refused ones included; nil: no source knows.
  package private(set) var requests: Int?
  /// One for each axis, in the order of the axes; empty until something was refused.
  private var axes: [HeavyHitters<String>] = []

  init() {}

  /// What is known of the names on an axis; what their counts leave of `refused` is other or unknown.
  package func names(on axis: RefusalAxis) -> HeavyHitters<String> {
    axes.isEmpty ? HeavyHitters() : axes[axis.place]
  }

  mutating func add(_ count: Int, names: [String?]) {
    refused += count
    openAxes()
    for (place, name) in names.enumerated() {
      guard let name else { continue }
      axes[place].add(name, count, capacity: Self.openNames)
    }
  }

  mutating func add(requests count: Int) {
    requests = (requests ?? 0) + count
  }

  mutating func merge(_ other: RefusalSlot) {
    refused += other.refused
    if let more = other.requests { add(requests: more) }
    guard !other.axes.isEmpty else { return }
    openAxes()
    for place in axes.indices {
      axes[place].merge(other.axes[place], capacity: Self.openNames)
    }
  }

  /// The same slot with the requests that another kind of source knows of.
  func knowing(requests other: Int?) -> RefusalSlot {
    var slot = self
    slot.requests = [requests, other].compactMap(\.self).max()
    return slot
  }

  /// Keeps the names that matter, so that a day costs little.
  mutating func seal() {
    for place in axes.indices { axes[place].keep(largest: Self.sealedNames) }
  }

  private mutating func openAxes() {
    guard axes.isEmpty else { return }
    axes = RefusalAxis.allCases.map { _ in HeavyHitters() }
  }
}

extension RefusalAxis {
  /// Its place among the axes.
  var place: Int {
    switch self {
    case .address: 0
    case .network: 1
    case .user: 2
    case .route: 3
    case .limiter: 4
    }
  }
}
