import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func loadHolds() -> [Effect] {
    [.loadHolds(generation: slots.begin(.holds))]
  }

  /// Reads again what the screen shows; a comparison that was made is not made again by itself.
  mutating func refreshHolds() -> [Effect] {
    loadHolds() + (holds.counts.isEmpty ? [] : countHold())
  }

  /// Counts on the server how much of the hold under the cursor is held.
  mutating func countHold() -> [Effect] {
    guard case .hold(let hold)? = holds.cursorItem else { return [] }
    return [.countHold(generation: slots.begin(.holdCount), hold)]
  }

  /// Compares what documents say with the register: reads every mapped collection, so only when asked.
  mutating func checkHolds() -> [Effect] {
    shell.say(.ok, "comparing every mapped collection with the register; Ctrl-C stops it")
    return [.checkHolds(generation: slots.begin(.holdCheck))]
  }

  var holdReadAvailability: Availability {
    if shell.context.entities.isEmpty {
      return .disabled(reason: "the profile maps no collections")
    }
    return health.isLost(.mongo) ? .disabled(reason: "MongoDB does not answer") : .available
  }

  mutating func takeHolds(_ message: Message) -> [Effect] {
    switch message {
    case .holdsLoaded(let generation, let register):
      guard slots.finish(.holds, generation) else { return [] }
      holds.take(register, page: layout.pageRows)
      placeWantedHold()
    case .holdCounted(let generation, let count):
      guard slots.finish(.holdCount, generation) else { return [] }
      holds.take(count)
    case .holdsChecked(let generation, let check):
      guard slots.finish(.holdCheck, generation) else { return [] }
      holds.take(check, page: layout.pageRows)
      sayChecked(check)
    default: break
    }
    return []
  }

  private mutating func sayChecked(_ check: HoldCheck) {
    guard check.faults == 0 else {
      let count = CountText.noun(check.faults, "finding")
      return shell.say(.warning, "\(count): documents are not as the register says")
    }
    let isExternal = check.findings.contains { $0.kind == .external }
    shell.say(
      .ok,
      isExternal
        ? "the documents are as the register says; the backend holds some itself"
        : "the documents are as the register says"
    )
  }

  mutating func moveHolds(_ step: ListMove) -> [Effect] {
    let page = layout.pageRows
    if holds.pane == .detail {
      let end = max(0, holdDetailLines.count - layout.detail.rows)
      holds.detailTop = step.position(from: holds.detailTop, count: end + 1, page: page) ?? 0
      return []
    }
    guard let place = step.position(from: holds.position, count: holds.rows.count, page: page)
    else { return [] }
    holds.select(place, page: page)
    return []
  }

  mutating func openHold() -> [Effect] {
    guard holds.cursorItem != nil else { return [] }
    holds.isDetailOpen = true
    holds.pane = .detail
    return countHold()
  }

  // MARK: One hold

  /// Shows a hold in the list, whatever its state; reads the register first where it has to.
  mutating func showHold(_ arguments: CommandArguments) -> [Effect] {
    let id = arguments.text.trimmingBlanks
    guard !id.isEmpty else { return visit(.holds) }
    holds.wanted = id
    shell.navigation.visit(.holds)
    if holds.register?.hold(id) != nil {
      placeWantedHold()
      return []
    }
    return loadHolds()
  }

  /// Puts the cursor on the hold that somebody asked for, once the register is there.
  private mutating func placeWantedHold() {
    guard let id = holds.wanted, let register = holds.register else { return }
    holds.wanted = nil
    guard let hold = register.hold(id) else {
      shell.say(.warning, "the register has no hold \(id)")
      return
    }
    holds.filter.set(Query(), text: "")
    if !hold.state.isHolding { holds.showsOver = true }
    holds.closeDetail()
    holds.cursor = .hold(id)
    holds.arrange(page: layout.pageRows)
  }

  mutating func toggleHoldsThatAreOver() {
    holds.showsOver.toggle()
    holds.arrange(page: layout.pageRows)
  }

  mutating func sortHolds(_ arguments: CommandArguments) -> [Effect] {
    let name = arguments.text.trimmingBlanks
    guard !name.isEmpty else {
      openHoldSortMenu()
      return []
    }
    guard let column = HoldOrder.Column(rawValue: name) else {
      let names = HoldOrder.Column.allCases.map(\.rawValue).joined(separator: ", ")
      shell.say(.warning, "no column \(name); there are: \(names)")
      return []
    }
    if holds.order.column == column {
      holds.order.isReversed.toggle()
    } else {
      holds.order = HoldOrder(column: column)
    }
    holds.arrange(page: layout.pageRows)
    return []
  }

  private mutating func openHoldSortMenu() {
    let items = zip("12345", HoldOrder.Column.allCases).map { letter, column in
      Menu.Item(key: letter, title: column.rawValue, choice: .run("sort", column.rawValue))
    }
    var menu = Menu(title: "Sort by", items: items)
    menu.selected = HoldOrder.Column.allCases.firstIndex(of: holds.order.column) ?? 0
    push(.menu(menu))
  }
}
