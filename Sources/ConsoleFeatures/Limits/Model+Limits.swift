import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func moveLimits(_ step: ListMove) -> [Effect] {
    guard limits.refusals.page == .counters else {
      moveRefusals(step)
      return []
    }
    if limits.pane == .detail {
      let end = max(0, counterDetailLines.count - layout.detail.rows)
      limits.detailTop =
        step.position(from: limits.detailTop, count: end + 1, page: layout.pageRows) ?? 0
      return []
    }
    guard let shown = limits.listing,
      let position = step.position(
        from: limits.cursor?.position,
        count: shown.count,
        page: layout.pageRows
      )
    else { return [] }
    moveLimits(to: position)
    return []
  }

  /// Puts the cursor on a position; a key that was shown in clear is masked again.
  mutating func moveLimits(to position: Int) {
    guard let shown = limits.listing,
      let cursor = LimitsState.Cursor(at: position, in: shown)
    else { return }
    if limits.cursor?.id != cursor.id {
      limits.revealed = nil
      limits.detailTop = 0
    }
    limits.cursor = cursor
    limits.hasMoved = true
    placeLimits()
  }

  /// Keeps the cursor in view.
  mutating func placeLimits() {
    limits.top = scrollTop(
      limits.top,
      keeping: limits.cursor?.position,
      count: limits.listing?.count ?? 0,
      page: layout.pageRows
    )
  }

  /// Opens the counter under the cursor, or what the line of another page stands for.
  mutating func openCounter() -> [Effect] {
    guard limits.refusals.page == .counters else { return openRefusal() }
    guard limits.cursor != nil else { return [] }
    limits.isDetailOpen = true
    limits.pane = .detail
    return []
  }

  // MARK: Order

  mutating func sortCounters(_ arguments: CommandArguments) -> [Effect] {
    let name = arguments.text.trimmingBlanks
    guard !name.isEmpty else {
      let items = zip("123456789", CounterOrder.Column.allCases).map { letter, column in
        Menu.Item(key: letter, title: column.rawValue, choice: .run("sort", column.rawValue))
      }
      var menu = Menu(title: "Sort by", items: items)
      menu.selected = CounterOrder.Column.allCases.firstIndex(of: limits.order.column) ?? 0
      push(.menu(menu))
      return []
    }
    guard let column = CounterOrder.Column(rawValue: name) else {
      shell.say(.warning, "no column \(name); there are: \(sortColumns.joined(separator: ", "))")
      return []
    }
    if limits.order.column == column {
      limits.order.isDescending.toggle()
    } else {
      limits.order = CounterOrder(column, isDescending: column.isHighestFirst)
    }
    return arrangeCounters()
  }

  // MARK: Marks

  mutating func markCounter() {
    guard limits.refusals.page == .counters, let id = limits.cursor?.id else { return }
    limits.marks.toggle(id)
    limits.hasMoved = true
  }

  mutating func markShownCounters() {
    guard limits.refusals.page == .counters, let shown = limits.listing else { return }
    for position in 0..<min(shown.count, Self.markLimit) {
      if let id = shown.id(position) { limits.marks.insert(id) }
    }
  }

  /// Begins a range at the cursor, or marks everything from its beginning to the cursor.
  mutating func markCounterRange() {
    guard limits.refusals.page == .counters, let cursor = limits.cursor,
      let shown = limits.listing
    else { return }
    limits.hasMoved = true
    guard let start = limits.rangeStart else {
      limits.rangeStart = cursor.id
      return sayRangeBegins()
    }
    limits.rangeStart = nil
    let other = shown.position(of: start)
    guard let range = markedRange(from: other, to: cursor.position) else { return }
    for position in range {
      if let id = shown.id(position) { limits.marks.insert(id) }
    }
  }

  // MARK: Copying

  /// What can be copied of a counter; never a masked client in clear.
  func copies(of row: CounterRow) -> [Menu.Item] {
    let client = row.counter.key.client
    return [
      Menu.Item(key: "k", title: "key, masked", choice: .copy(row.counter.shownKey())),
      Menu.Item(
        key: "h",
        title: "key hash (SHA-256)",
        choice: .copy(row.counter.id.hash(prefix: row.counter.limiter.prefix))
      ),
      Menu.Item(
        key: "j",
        title: "row as JSON",
        choice: .copy(RecordJSON.limit(row, now: shell.viewTime))
      ),
      Menu.Item(
        key: "p",
        title: "IP address",
        choice: .copy(client.address?.text ?? ""),
        disabled: client.address == nil ? "the key names no address" : nil
      ),
    ]
  }
}

extension CounterOrder.Column {
  /// Whether the column is more useful from its end: what is high comes first.
  fileprivate var isHighestFirst: Bool {
    switch self {
    case .hits, .used, .blocked, .refused, .flags: true
    case .limiter, .client, .remaining, .resets: false
    }
  }
}
