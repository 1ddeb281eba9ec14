import ConsoleDomain
import ConsoleScreen

extension Model {
  /// The masked column of the list on the screen; nil where there is none.
  var maskedColumn: MaskedColumn? {
    switch shell.navigation.current {
    case .sessions: .sessionUsers
    case .entities: entities.type.map { .documentNames(type: $0) }
    case .limits, .holds, .audit, .health, .subject, .approvals, .retention: nil
    }
  }

  var columnRevealAvailability: Availability {
    guard let column = maskedColumn else { return .disabled(reason: "no list is shown") }
    if clearColumns.isOpen(column) { return .available }
    return recordingProblem.map(Availability.disabled) ?? .available
  }

  /// Masks the column again, else asks why it is to be shown.
  mutating func toggleColumn() -> [Effect] {
    guard let column = maskedColumn else { return [] }
    if clearColumns.isOpen(column) {
      shell.say(.ok, "\(column.title) is masked again")
      return close([column])
    }
    guard !offersInitialisation(before: CommandCall(id: "reveal-column", arguments: .none)) else {
      return []
    }
    push(.reveal(RevealDialog(.column(column), elevation: elevation, now: shell.now)))
    return []
  }

  /// Masks everything that is in clear, wherever it is.
  mutating func hideAllRevealed() -> [Effect] {
    sessions.detail?.hide()
    limits.revealed = nil
    audit.revealed = nil
    subject.detail?.revealed = nil
    entities.detail?.revealed = nil
    return close(Array(clearColumns.ends.keys))
  }

  /// Masks the columns whose time is over.
  mutating func expireColumns() -> [Effect] {
    let over = clearColumns.expire(at: shell.now)
    guard !over.isEmpty else { return [] }
    shell.say(.ok, "\(over.map(\.title).sorted().joined(separator: ", ")) masked again")
    return over.map(Effect.closeColumn)
  }

  private mutating func close(_ columns: [MaskedColumn]) -> [Effect] {
    for column in columns { clearColumns.close(column) }
    return columns.map(Effect.closeColumn)
  }

  /// Takes that a column may be read, or what was read of it.
  mutating func takeColumn(_ message: Message) -> [Effect] {
    switch message {
    case .columnOpened(let generation, let column, let until):
      // Given up meanwhile: what was opened is closed, and the record of it stays.
      guard slots.finish(.reveal, generation) else { return [.closeColumn(column)] }
      clearColumns.open(column, until: until)
      shell.say(.ok, "\(column.title) in clear until \(until.timeOfDay)Z; X masks it again")
    case .columnRead(let generation, let column, let asked, let values):
      guard slots.finish(.clear, generation), clearColumns.isOpen(column) else { return [] }
      clearColumns.take(values, of: asked, around: cellsAroundScreen)
    default: break
    }
    return []
  }

  /// Asks for what the open column of the screen shows and was not read yet; runs after every message,
  /// so that rows which scroll in or are found by the scan are in clear as well.
  mutating func readClearCells() -> [Effect] {
    guard !clearColumns.ends.isEmpty, let column = maskedColumn, clearColumns.isOpen(column),
      !slots.isRunning(.clear), !health.isLost(.mongo),
      clearColumns.retryAt.map({ $0 <= shell.now }) ?? true
    else { return [] }
    let missing = clearColumns.missing(of: cellsAroundScreen)
    guard !missing.isEmpty else { return [] }
    return [.readColumn(generation: slots.begin(.clear), column, missing)]
  }

  /// The masked cells of the rows shown and of a page above and below, each once.
  private var cellsAroundScreen: [MaskedCell] {
    let page = layout.pageRows
    var seen: Set<MaskedCell> = []
    func range(_ top: Int, _ count: Int) -> Range<Int> {
      let start = min(max(0, top - page), count)
      return start..<min(count, top + 2 * page)
    }
    let cells: [MaskedCell]
    switch shell.navigation.current {
    case .sessions:
      guard let shown = sessions.listing else { return [] }
      cells = range(sessions.top, shown.count).compactMap { shown.row($0).userID }.map { .user($0) }
    case .entities:
      cells = range(entities.top, entities.rows.count).map { .document(entities.rows[$0].key) }
    case .limits, .holds, .audit, .health, .subject, .approvals, .retention: return []
    }
    return cells.filter { seen.insert($0).inserted }
  }

  /// What the list shows in place of a masked value; nil where that stays masked.
  func clearCell(_ cell: MaskedCell?) -> TableCell? {
    guard let column = maskedColumn, clearColumns.isOpen(column), let cell,
      let text = clearColumns.value(of: cell)
    else { return nil }
    return TableCell(shell.glyphs.safe(text), .piiRevealed)
  }

  /// What the status line says of the screen's masked column.
  var maskingStatus: StatusPart {
    guard let column = maskedColumn, let until = clearColumns.ends[column] else {
      return StatusPart("masked (x reveals)", .textDim, priority: 5)
    }
    return StatusPart("\(column.title) in clear until \(until.timeOfDay)Z (X masks)", .piiRevealed)
  }

  /// What the band says on every screen while a column is in clear.
  var clearColumnNote: String? {
    clearColumns.ends.values.max().map { "CLEAR until \($0.timeOfDay.prefix(5))Z" }
  }
}
