/// What a try to store what is owed to the audit log came to.
package struct Settlement: Hashable, Sendable {
  /// Outcomes that had waited and are in the chain now.
  package var stored = 0
  /// Records whose intent no majority of this deployment has: it may come yet, or never.
  package var waiting = 0
  /// Why something is still owed; nil: nothing is, as far as this deployment goes.
  package var problem: String?

  /// Makes a result.
  package init(stored: Int = 0, waiting: Int = 0, problem: String? = nil) {
    self.stored = stored
    self.waiting = waiting
    self.problem = problem
  }
}
