import ConsoleDomain
import ConsoleScreen

extension Model {
  /// Documents left before the edge of the window when more are read.
  private static let entityMargin = 50
  /// Pages that are read by themselves for a filter that matches little.
  private static let pagesAtOnce = 5
  private static let entityTypingPause: Duration = .milliseconds(200)

  /// Shows a type: the one named, else the one shown before, else the first of the profile.
  mutating func showEntities(_ arguments: CommandArguments) -> [Effect] {
    let text = arguments.text.trimmingBlanks
    let types = shell.context.entities.map(\.type)
    guard let first = types.first else {
      shell.say(.warning, "the profile maps no collections")
      return []
    }
    let type = text.isEmpty ? entities.type ?? first : text
    guard types.contains(type) else {
      let near = NearestWord.of(type, among: types).map { "; did you mean \($0)?" } ?? ""
      shell.say(.warning, "no type \(type)\(near) There are: \(types.joined(separator: ", "))")
      return []
    }
    entities.choose(type)
    shell.navigation.visit(.entities)
    return entered()
  }

  mutating func openTypeMenu() {
    let letters = Array("123456789abcdefghimnoprstuvwxyz")
    let items = zip(letters, shell.context.entities).map { letter, entity in
      Menu.Item(
        key: letter,
        title: "\(entity.type) (\(entity.collection))",
        choice: .run("entities", entity.type)
      )
    }
    var menu = Menu(title: "Type", items: items)
    menu.selected = shell.context.entities.firstIndex { $0.type == entities.type } ?? 0
    push(.menu(menu))
  }

  /// Reads the collection anew from its newest document.
  mutating func reloadEntities() -> [Effect] {
    entities.reloadAt = nil
    entities.pagesRead = 0
    return read(.first, after: nil)
  }

  /// Shows at once what matches in memory; asks the server once nobody has typed for a moment.
  mutating func filterEntities() -> [Effect] {
    entities.arrange()
    entities.top = 0
    if entities.position == nil { entities.cursor = entities.rows.first?.key }
    entities.reloadAt = shell.now.advanced(by: Self.entityTypingPause)
    guard !layers.contains(where: { if case .filter = $0 { true } else { false } }) else {
      return []
    }
    return reloadEntities()
  }

  mutating func tickEntities() -> [Effect] {
    guard let due = entities.reloadAt, due <= shell.now else { return [] }
    return reloadEntities()
  }

  mutating func take(_ page: EntityPage) -> [Effect] {
    let before = entities.cursor
    entities.take(page, page: layout.pageRows)
    entities.pagesRead += 1
    let isShown = shell.navigation.current == .entities && layout.isSplit
    let detail = isShown && before != entities.cursor ? loadEntity() : []
    guard entities.rows.count < layout.pageRows, entities.pagesRead < Self.pagesAtOnce else {
      return detail
    }
    return detail + readMore(below: entities.rows.count)
  }

  mutating func moveEntities(_ step: ListMove) -> [Effect] {
    if entities.pane == .detail {
      scrollEntity(step)
      return []
    }
    guard
      let place = step.position(
        from: entities.position,
        count: entities.rows.count,
        page: layout.pageRows
      )
    else { return [] }
    return moveEntities(to: place)
  }

  /// Puts the cursor on a row, loads what the detail pane shows, and reads on near an edge.
  mutating func moveEntities(to place: Int) -> [Effect] {
    let before = entities.cursor
    entities.select(place, page: layout.pageRows)
    entities.pagesRead = 0
    let detail = layout.isSplit && before != entities.cursor ? loadEntity() : []
    return detail + readMore(below: place)
  }

  /// Looks at further pages for a filter that matched little so far.
  mutating func searchEntitiesOn() -> [Effect] {
    entities.pagesRead = 0
    entities.problem = nil
    return readMore(below: entities.rows.count)
  }

  /// Reads the page of the cursor again: the place stays, however far down it is.
  mutating func rereadEntities() -> [Effect] {
    let after = entities.window.beginning(of: entities.cursor)
    return read(.again(after: after), after: after)
  }

  private mutating func readMore(below place: Int) -> [Effect] {
    guard !slots.isRunning(.entities), entities.problem == nil else { return [] }
    let window = entities.window
    if place + Self.entityMargin >= entities.rows.count, !window.isAtEnd {
      return read(.below, after: window.end)
    }
    if place < Self.entityMargin, !window.isAtStart { return read(.above, after: window.start) }
    return []
  }

  private mutating func read(_ load: EntitiesState.Load, after: DocumentID?) -> [Effect] {
    guard let type = entities.type else { return [] }
    entities.giveUpReading()
    entities.loading = load
    if load == .first { entities.reading.ask(entities.filter.query) }
    return [
      .loadEntities(
        generation: slots.begin(.entities),
        EntityPageRequest(
          type: type,
          query: entities.filter.query,
          after: after,
          limit: EntityWindow.pageSize
        )
      )
    ]
  }
}
