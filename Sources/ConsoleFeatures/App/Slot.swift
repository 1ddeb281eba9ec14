/// A place where at most one read is under way; the newest one replaces the one before.
package enum Slot: String, Hashable, Sendable, CaseIterable {
  case scan
  case arrangement
  case subject
  case detail
  case reveal
  /// The clear values of a revealed column.
  case clear
  case audit
  case verification
  case coverage
  case ping
  case health
  case plan
  /// Whom a person means, then everything of that subject.
  case picture
  case entity
  case entities
  /// The register of holds.
  case holds
  /// How much of one hold is held.
  case holdCount
  /// Documents against the register.
  case holdCheck
  case approvals
  /// What waits for a second person, for the line on every screen.
  case waiting
  case retention
  /// The scan for counters, the order of what it found, and rows that are read again.
  case counterScan
  case counterOrder
  case counters
  /// The watch over what is refused; it runs as long as the console is open.
  case refusals
}

/// Which reads are under way, and which generation of each slot still counts.
package struct Slots: Equatable, Sendable {
  private var generations: [Slot: Int] = [:]
  private var running: Set<Slot> = []

  /// Nothing under way.
  package init() {}

  /// Takes the slot for a new read and answers its generation.
  mutating func begin(_ slot: Slot) -> Int {
    let generation = generations[slot, default: 0] + 1
    generations[slot] = generation
    running.insert(slot)
    return generation
  }

  /// Notes a reply; false when a newer read has taken the slot or it was given up.
  mutating func finish(_ slot: Slot, _ generation: Int) -> Bool {
    guard isCurrent(slot, generation) else { return false }
    running.remove(slot)
    return true
  }

  /// Gives a read up: its reply will not count.
  mutating func abandon(_ slot: Slot) {
    running.remove(slot)
  }

  /// Whether a reply of this generation is still wanted.
  package func isCurrent(_ slot: Slot, _ generation: Int) -> Bool {
    running.contains(slot) && generations[slot] == generation
  }

  /// Whether a read of this slot is under way.
  package func isRunning(_ slot: Slot) -> Bool { running.contains(slot) }

  /// What is under way, in a fixed order.
  var underWay: [Slot] { Slot.allCases.filter(running.contains) }
}

extension Slots {
  /// Nothing under way, and no reply of before can count.
  func restarted() -> Slots {
    var slots = self
    for slot in Slot.allCases { slots.abandon(slot) }
    return slots
  }
}
