import ConsoleScreen

extension Model {
  /// Whether the detail pane takes the keys.
  var hasDetailFocus: Bool {
    switch shell.navigation.current {
    case .sessions: sessions.pane == .detail
    case .limits: limits.pane == .detail
    case .audit: audit.pane == .detail
    case .subject: subject.pane == .detail
    case .entities: entities.pane == .detail
    case .holds: holds.pane == .detail
    case .approvals: approvals.pane == .detail
    case .health, .retention: false
    }
  }

  /// What is looked for in detail panes; the same on every screen.
  var detailSearch: DetailSearch? { shell.searched.map(DetailSearch.init) }

  /// The lines of the detail pane of this screen.
  private var searchedLines: [[Span]] {
    switch shell.navigation.current {
    case .sessions: detailLines
    case .limits: counterDetailLines
    case .audit: auditDetailLines
    case .subject, .entities: entityDetailLines
    case .holds: holdDetailLines
    case .approvals: approvalDetailLines
    case .health, .retention: []
    }
  }

  /// The first line that the detail pane of this screen shows.
  private var detailTop: Int {
    get {
      switch shell.navigation.current {
      case .sessions: sessions.detail?.top ?? 0
      case .limits: limits.detailTop
      case .audit: audit.detailTop
      case .subject, .entities: entityDetail?.top ?? 0
      case .holds: holds.detailTop
      case .approvals: approvals.detailTop
      case .health, .retention: 0
      }
    }
    set {
      switch shell.navigation.current {
      case .sessions: sessions.detail?.top = newValue
      case .limits: limits.detailTop = newValue
      case .audit: audit.detailTop = newValue
      case .subject, .entities: entityDetail?.top = newValue
      case .holds: holds.detailTop = newValue
      case .approvals: approvals.detailTop = newValue
      case .health, .retention: break
      }
    }
  }

  var searchAvailability: Availability {
    if !hasDetailFocus { return .disabled(reason: "it looks in an open record: open one first") }
    return shell.searched == nil
      ? .disabled(reason: "nothing is looked for: press / first") : .available
  }

  mutating func openSearch() {
    push(.search(SearchPrompt(shell.searched, top: detailTop)))
  }

  /// Goes to the next or the previous line that holds what is looked for.
  mutating func findAgain(isForward: Bool) {
    guard let search = detailSearch else { return }
    let lines = searchedLines
    let hits = search.hits(in: lines)
    // At the end of the pane several hits are shown at once and the top can't move to each.
    let current = shell.searchedLine ?? detailTop - 1
    guard let hit = search.hit(from: current, isForward: isForward, in: lines) else {
      shell.say(.warning, "not found: \(search.text)")
      return
    }
    show(hit, of: lines)
    let number = (hits.firstIndex(of: hit) ?? 0) + 1
    shell.say(.ok, "line \(number) of \(hits.count) with \(search.text)")
  }

  mutating func take(_ event: TerminalEvent, in prompt: SearchPrompt) -> [Effect] {
    var prompt = prompt
    switch event {
    case .key(.enter):
      pop()
      if let search = detailSearch, search.hits(in: searchedLines).isEmpty {
        shell.say(.warning, "not found: \(search.text)")
      }
      return []
    case .key(.escape):
      pop()
      shell.searched = prompt.before
      detailTop = prompt.top
      return []
    case .key(let key): guard prompt.input.take(key) else { return [] }
    case .paste(let text): prompt.input.insert(text)
    case .mouse, .resized: return []
    }
    replaceTop(with: .search(prompt))
    shell.searched = prompt.input.text.isEmpty ? nil : prompt.input.text
    shell.searchedLine = nil
    let lines = searchedLines
    if let hit = detailSearch?.hit(from: prompt.top - 1, isForward: true, in: lines) {
      show(hit, of: lines)
    }
    return []
  }

  /// Forgets what is looked for; false when nothing is.
  mutating func clearSearch() -> Bool {
    guard shell.searched != nil, hasDetailFocus else { return false }
    shell.searched = nil
    shell.searchedLine = nil
    return true
  }

  private mutating func show(_ line: Int, of lines: [[Span]]) {
    shell.searchedLine = line
    detailTop = min(line, max(0, lines.count - layout.detail.rows))
  }

  /// The prompt in place of the flash.
  func draw(_ prompt: SearchPrompt, into frame: inout Frame) {
    let row = layout.flashRow
    clear(row, in: &frame)
    frame.put(" find:", row: row, column: 0, role: .prompt)
    let rect = Rect(row: row, column: 7, columns: shell.size.columns - 8, rows: 1)
    prompt.input.draw(into: &frame, rect, isFocused: true, glyphs: shell.glyphs)
    drawLayerHints(
      [(shell.glyphs.enterKey, "keep"), ("Esc", "as before"), ("n N", "next, previous")],
      into: &frame
    )
  }
}
