package import ConsoleDomain

/// Marked counters by id, in the order of marking.
package struct CounterMarks: Equatable, Sendable {
  private var members: Set<CounterID> = []
  package private(set) var ids: [CounterID] = []

  /// No marks.
  package init() {}

  /// How many are marked.
  package var count: Int { ids.count }
  /// Whether nothing is marked.
  package var isEmpty: Bool { ids.isEmpty }

  /// Whether a counter is marked.
  package func contains(_ id: CounterID) -> Bool { members.contains(id) }

  /// The marked counters as targets of an action.
  func targets(proxies: Set<NetworkAddress>) -> [CounterTarget] {
    ids.map { id in
      let client = LimiterClient(String(decoding: id.rest, as: UTF8.self))
      return CounterTarget(id, isProxy: client.address.map(proxies.contains) ?? false)
    }
  }

  mutating func insert(_ id: CounterID) {
    if members.insert(id).inserted { ids.append(id) }
  }

  mutating func toggle(_ id: CounterID) {
    if contains(id) { remove([id]) } else { insert(id) }
  }

  mutating func remove(_ gone: Set<CounterID>) {
    guard !gone.isEmpty, !isEmpty else { return }
    members.subtract(gone)
    ids.removeAll(where: gone.contains)
  }

  mutating func removeAll() { self = CounterMarks() }
}
