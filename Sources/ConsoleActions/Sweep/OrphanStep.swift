package import ConsoleDomain

/// Removes bodies that have had no header for a day: a console died between body and header.
package struct OrphanStep: SweepStep {
  package let name = "orphans"
  /// How long a body may wait for its header before it counts as an orphan.
  package static let age: Duration = .seconds(86_400)
  /// How far before its mark a sweep looks again: a journal can store a body under an older id.
  private static let overlap: Duration = .seconds(7 * 86_400)

  private let bodies: OrphanBodyReader
  private let remover: any OrphanBodyRemover
  private let age: Duration

  /// Makes the step.
  package init(
    bodies: OrphanBodyReader,
    remover: any OrphanBodyRemover,
    age: Duration = age
  ) {
    self.bodies = bodies
    self.remover = remover
    self.age = age
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    let bound = context.clock.now().advanced(by: .zero - age)
    var tally = Tally()
    do {
      var last = start(context.mark)
      repeat {
        let page = try await bodies.find(last, ULID.first(at: bound))
        tally.seen += page.seen
        tally.orphans += page.orphans.count
        last = page.last
        if !page.orphans.isEmpty { try await remove(page.orphans, &tally, permit) }
        guard await context.renew(permit) else {
          return leaseLost(seen: tally.seen, changed: tally.removed)
        }
      } while last != nil
    } catch {
      return failed(error, seen: tally.seen, changed: tally.removed)
    }
    return SweepStepResult(
      name: name,
      state: .done,
      text: tally.text,
      seen: tally.seen,
      changed: tally.removed,
      mark: String(bound.milliseconds)
    )
  }

  private func remove(
    _ orphans: [String],
    _ tally: inout Tally,
    _ permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    do {
      tally.removed += try await remover.remove(orphans, permit: permit)
    } catch {
      // Who may not remove them can still count them.
      guard case .unauthorized = error else { throw error }
      tally.isForbidden = true
    }
  }

  private func start(_ mark: String?) -> String? {
    mark.flatMap { Int64($0) }.map {
      ULID.first(at: Instant(milliseconds: $0).advanced(by: .zero - Self.overlap))
    }
  }

  private struct Tally {
    var seen = 0
    var orphans = 0
    var removed = 0
    var isForbidden = false

    var text: String {
      if orphans == 0 { return "every body has its header" }
      let found = orphans == 1 ? "1 body without a header" : "\(orphans) bodies without a header"
      let rest = isForbidden ? "; this identity may not remove them" : ""
      return "\(found), \(removed) removed\(rest)"
    }
  }
}
