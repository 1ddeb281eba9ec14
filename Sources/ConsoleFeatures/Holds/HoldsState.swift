package import ConsoleDomain

/// The Holds screen: the register, the last check of documents against it, and the place in it.
package struct HoldsState: Equatable, Sendable {
  /// nil until it was read.
  package private(set) var register: HoldRegister?
  /// Why the last reading failed; what was read before stays.
  package var problem: StoreProblem?
  /// nil: nothing was compared yet, so that holds of the backend and drift are unknown.
  package private(set) var check: HoldCheck?
  package var checkProblem: StoreProblem?
  /// What was counted of each hold, by its id.
  package private(set) var counts: [String: HoldCount] = [:]
  package var countProblem: StoreProblem?
  package var filter = FilterState()
  /// Whether released and withdrawn holds are listed.
  package var showsOver = false
  var order = HoldOrder()
  package private(set) var rows: [HoldItem] = []
  package var cursor: HoldItem.ID?
  package var top = 0
  package var isDetailOpen = false
  package var pane = ScreenPane.list
  /// The hold that the cursor is to be put on once the register was read.
  var wanted: String?
  /// The first line of the detail pane that is shown.
  package var detailTop = 0

  init() {}

  /// The position of the cursor among the rows shown.
  package var position: Int? {
    guard let cursor else { return nil }
    return rows.firstIndex { $0.id == cursor }
  }

  /// What the cursor is on.
  package var cursorItem: HoldItem? { position.map { rows[$0] } }

  /// Takes the register; the cursor stays on its hold and its line.
  mutating func take(_ register: HoldRegister, page: Int) {
    self.register = register
    problem = nil
    arrange(page: page)
  }

  mutating func take(_ check: HoldCheck, page: Int) {
    self.check = check
    checkProblem = nil
    arrange(page: page)
  }

  mutating func take(_ count: HoldCount) {
    counts[count.hold] = count
    countProblem = nil
  }

  /// Lists what filter and order leave; the cursor stays on its item and its line.
  mutating func arrange(page: Int) {
    let line = position.map { $0 - top }
    let matcher = HoldMatcher(filter.query)
    let showsOver = showsOver || filter.query.namesHoldThatIsOver
    let holds = register?.holds ?? []
    var items = holds.filter { showsOver || $0.state.isHolding }.filter { matcher.matches($0) }
      .map(HoldItem.hold)
    items += (check?.findings ?? []).filter { finding in
      matcher.matches(finding, of: finding.hold.flatMap { id in holds.first { $0.id == id } })
    }
    .map(HoldItem.finding)
    rows = order.sorted(items)
    if let position, let line { top = position - line }
    if position == nil { cursor = rows.first?.id }
    top = scrollTop(top, keeping: position, count: rows.count, page: page)
  }

  /// Puts the cursor on a row that is shown.
  mutating func select(_ position: Int, page: Int) {
    guard rows.indices.contains(position) else { return }
    if cursor != rows[position].id { detailTop = 0 }
    cursor = rows[position].id
    top = scrollTop(top, keeping: position, count: rows.count, page: page)
  }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
  }
}
