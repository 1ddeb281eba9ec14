import ConsoleScreen
import ConsoleText

/// A part of the status line and how soon it gives way.
struct StatusPart: Equatable {
  var text: String
  var role: Role = .text
  /// The part with the highest number is dropped first; 0 never is.
  var priority = 0

  init(_ text: String, _ role: Role = .text, priority: Int = 0) {
    self.text = text
    self.role = role
    self.priority = priority
  }
}

extension [StatusPart] {
  /// The parts that fit, two blanks apart, in their order.
  func fitting(_ cells: Int) -> [Span] {
    var kept = self
    while kept.width > cells,
      let last = kept.indices.filter({ kept[$0].priority > 0 })
        .max(by: { (kept[$0].priority, $0) < (kept[$1].priority, $1) })
    {
      kept.remove(at: last)
    }
    return kept.enumerated().map { index, part in
      Span(index == 0 ? part.text : "  " + part.text, part.role)
    }
  }

  private var width: Int {
    reduce(2 * Swift.max(0, count - 1)) { $0 + CharacterWidth.of($1.text) }
  }
}
