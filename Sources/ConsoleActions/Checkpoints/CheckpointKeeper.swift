import ConsoleDomain

/// What an open console does about checkpoints by itself: compares at the start, then signs by its
/// schedule.
package struct CheckpointKeeper: Sendable {
  /// Between two looks at the schedule.
  private static let interval: Duration = .seconds(60)

  private let kept: KeptCheckpoints
  private let writer: CheckpointWriter?
  private let schedule: CheckpointSchedule
  private let clock: ActionClock

  /// Something that the person at the console must know.
  package enum News: Hashable, Sendable {
    /// The chain is not what was vouched for: it stays on the screen.
    case alarm(String)
    /// A checkpoint could not be taken, or a copy did not arrive.
    case problem(String)
  }

  /// Makes a keeper; without a writer it compares and signs nothing.
  package init(
    kept: KeptCheckpoints,
    writer: CheckpointWriter?,
    schedule: CheckpointSchedule,
    clock: ActionClock
  ) {
    self.kept = kept
    self.writer = writer
    self.schedule = schedule
    self.clock = clock
  }

  /// Goes on until it is cancelled; the same news are told once.
  package func run(_ tell: @escaping @Sendable (News) -> Void) async {
    var told: News?
    var isCompared = false
    while !Task.isCancelled {
      if !isCompared {
        // A server that is down is shown elsewhere; the comparison is made when it is back.
        if let faults = try? await kept.faults() {
          isCompared = true
          if let fault = faults.first { tell(.alarm(Self.text(fault, of: faults.count))) }
        }
      }
      let news = await sign()
      if let news, news != told { tell(news) }
      told = news
      do { try await clock.sleep(Self.interval) } catch { return }
    }
  }

  private func sign() async -> News? {
    guard let writer else { return nil }
    do throws(CheckpointRefusal) {
      let failures: [CheckpointReceipt.Failure]
      if let receipt = try await writer.writeIfDue(schedule) {
        failures = receipt.failures
      } else {
        failures = await writer.deliverOwed()
      }
      guard let failure = failures.first else { return nil }
      return .problem("checkpoint not copied to \(failure.name): \(failure.reason)")
    } catch {
      switch error {
      // Shown elsewhere: the band says that a server is lost, Health that there is no audit store.
      case .store, .notInitialised, .empty: return nil
      case .doesNotFit(let faults):
        return faults.first.map { .alarm(Self.text($0, of: faults.count)) }
      }
    }
  }

  private static func text(_ fault: AuditVerification.Fault, of count: Int) -> String {
    let more = count > 1 ? " (and \(count - 1) more)" : ""
    return "THE AUDIT TRAIL IS NOT WHAT WAS SIGNED: \(fault.detail)\(more)"
  }
}
