package import ConsoleDomain

/// The entities screen: a window on one mapped collection, its filter, and the place in it.
package struct EntitiesState: Equatable, Sendable {
  /// The type shown; nil until one was chosen.
  package private(set) var type: String?
  package private(set) var window = EntityWindow()
  /// The documents in memory that match the filter.
  package private(set) var rows: [EntityRow] = []
  package var filter = FilterState()
  package var cursor: EntityKey?
  package var top = 0
  /// In the order of marking; of one type alone.
  package private(set) var marks: [EntityKey] = []
  /// Where a range of marks begins, once it was begun.
  var rangeStart: EntityKey?
  package var detail: EntityDetailState?
  package var isDetailOpen = false
  package var pane = ScreenPane.list
  package var problem: StoreProblem?
  package private(set) var readAt: Instant?
  /// The collection's own count, whatever the filter.
  package private(set) var estimatedTotal: Int?
  /// Whose documents of the type lie in databases of their own, and are not listed.
  package private(set) var elsewhere: String?
  /// What the page under way is for.
  var loading: Load?
  /// Pages read since somebody last moved: a filter that matches little does not read all by itself.
  var pagesRead = 0
  /// Which filter the window was read by.
  var reading = ListReading()
  /// When a changed filter is asked of the server: typing puts it off.
  var reloadAt: Instant?

  /// What a page is wanted for.
  enum Load: Hashable, Sendable {
    case first
    /// The page of the cursor once more; those below it follow when they are wanted.
    case again(after: DocumentID?)
    case below
    case above
  }

  init() {}

  /// Whether the documents of another filter are to come.
  var isViewComing: Bool { reading.isComing(filter.query, isPutOff: reloadAt != nil) }

  /// The position of the cursor among the rows shown.
  package var position: Int? {
    guard let cursor else { return nil }
    return rows.firstIndex { $0.key == cursor }
  }

  /// The document under the cursor.
  package var cursorRow: EntityRow? { position.map { rows[$0] } }

  /// Shows another type from its beginning; marks of the type before are of no use for it.
  mutating func choose(_ type: String) {
    guard type != self.type else { return }
    let history = filter
    self = EntitiesState()
    self.type = type
    filter = history
    filter.set(Query(), text: "")
  }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
    detail?.hide()
  }

  /// Puts the cursor on a row that is shown.
  mutating func select(_ position: Int, page: Int) {
    guard rows.indices.contains(position) else { return }
    cursor = rows[position].key
    top = scrollTop(top, keeping: position, count: rows.count, page: page)
  }

  /// Notes that the page under way won't come.
  mutating func giveUpReading() {
    loading = nil
    reading.giveUp()
  }

  /// Takes a page; the cursor stays on its document and its line.
  mutating func take(_ page: EntityPage, page height: Int) {
    let line = position.map { $0 - top }
    switch loading {
    case .first?:
      window = EntityWindow()
      window.append(page)
      reading.arrive()
      estimatedTotal = page.estimatedTotal
      elsewhere = page.elsewhere
    case .again(let after)?:
      window.restart(after)
      window.append(page)
    case .below?: window.append(page)
    case .above?: window.prepend(page)
    case nil: return
    }
    loading = nil
    problem = nil
    readAt = page.readAt
    arrange()
    if let position, let line { top = position - line }
    if position == nil { cursor = rows.first?.key }
    top = scrollTop(top, keeping: position, count: rows.count, page: height)
  }

  /// Holds the filter against what is in memory.
  mutating func arrange() {
    let matcher = EntityMatcher(filter.query)
    rows = filter.query.clauses.isEmpty ? window.rows : window.rows.filter(matcher.matches)
  }

  // MARK: Marks

  func isMarked(_ key: EntityKey) -> Bool { marks.contains(key) }

  mutating func toggleMark(_ key: EntityKey) {
    if let index = marks.firstIndex(of: key) { marks.remove(at: index) } else { marks.append(key) }
  }

  mutating func mark(_ keys: [EntityKey]) {
    let known = Set(marks)
    marks += keys.filter { !known.contains($0) }
  }

  mutating func unmark(_ keys: [EntityKey]) {
    let gone = Set(keys)
    marks.removeAll(where: gone.contains)
  }

  mutating func unmarkAll() {
    marks = []
    rangeStart = nil
  }
}
