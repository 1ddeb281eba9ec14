/// What a pass over the dangling intents found and did.
package struct RecoveryReport: Hashable, Sendable {
  package var intents: [Entry]
  /// Outcomes that had waited in this machine's journal and were stored first.
  package var stored: Int
  /// Why the pass did not see or end all that it should have; nil: it did.
  package var problem: String?

  /// Makes a report.
  package init(intents: [Entry] = [], stored: Int = 0, problem: String? = nil) {
    self.intents = intents
    self.stored = stored
    self.problem = problem
  }

  /// The intents that still have no outcome.
  package var open: [Entry] { intents.filter(\.isOpen) }

  /// One intent and what became of it.
  package struct Entry: Hashable, Sendable {
    package var intent: DanglingIntent
    package var standing: Standing

    /// Makes an entry.
    package init(intent: DanglingIntent, standing: Standing) {
      self.intent = intent
      self.standing = standing
    }

    /// Whether it still needs somebody; one whose console runs does not.
    package var isOpen: Bool {
      switch standing {
      case .left, .waiting, .young: true
      case .ended, .endedBefore, .running: false
      }
    }
  }

  /// How an intent stands after the pass.
  package enum Standing: Hashable, Sendable {
    /// The console that began it runs.
    case running
    /// Its console may run elsewhere: it is not old enough to be taken for dead.
    case young(age: Duration?)
    /// Its outcome waits in this machine's journal.
    case waiting
    /// It would be read back, or could not be; nil: only looked at.
    case left(reason: String?)
    /// An outcome was recorded under this sequence.
    case ended(RecoveryResult, sequence: Int64, detail: String)
    /// Somebody else recorded an outcome meanwhile.
    case endedBefore(sequence: Int64)
  }
}
