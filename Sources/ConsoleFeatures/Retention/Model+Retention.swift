import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func readRetention() -> [Effect] {
    [.loadRetention(generation: slots.begin(.retention))]
  }

  mutating func take(_ report: RetentionReport, _ generation: Int) {
    guard slots.finish(.retention, generation) else { return }
    retention.take(report)
    placeRetention()
  }

  mutating func moveRetention(_ step: ListMove) {
    let page = Table.height(in: layout.body)
    guard
      let place = step.position(
        from: retention.rows.isEmpty ? nil : retention.position,
        count: retention.rows.count,
        page: page
      )
    else { return }
    moveRetention(to: place)
  }

  mutating func moveRetention(to place: Int) {
    guard retention.rows.indices.contains(place) else { return }
    retention.position = place
    placeRetention()
  }

  mutating func placeRetention() {
    retention.top = scrollTop(
      retention.top,
      keeping: retention.rows.isEmpty ? nil : retention.position,
      count: retention.rows.count,
      page: Table.height(in: retentionList)
    )
  }

  /// Why the index can't be created; the gate decides again, whatever is said here.
  var retentionIndexAvailability: Availability {
    switch retention.report?.standing {
    case .present?: return .disabled(reason: "the index is there")
    case .blocked(let index, let why)?: return .disabled(reason: "\(index) is in the way: \(why)")
    case .unknown(let problem)?: return .disabled(reason: ProblemText(problem).line)
    case .absent?, nil: return actionAvailability(of: .createRetentionIndex)
    }
  }
}
