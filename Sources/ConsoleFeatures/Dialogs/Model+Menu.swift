import ConsoleScreen

extension Model {
  mutating func take(_ event: TerminalEvent, in menu: Menu) -> [Effect] {
    guard case .key(let key) = event else { return [] }
    var menu = menu
    switch key {
    case .escape, .character("q"):
      pop()
      return []
    case .down, .tab: menu.selected = min(menu.selected + 1, menu.items.count - 1)
    case .up, .backTab: menu.selected = max(0, menu.selected - 1)
    case .enter: return choose(menu.items[menu.selected])
    case .character(let character):
      guard let item = menu.items.first(where: { $0.key == character }) else { return [] }
      return choose(item)
    default: return []
    }
    replaceTop(with: .menu(menu))
    return []
  }

  private mutating func choose(_ item: Menu.Item) -> [Effect] {
    if let reason = item.disabled {
      shell.say(.warning, "\(item.title): \(reason)")
      return []
    }
    pop()
    switch item.choice {
    case .run(let id, let text): return run(id, CommandArguments(text: text))
    case .copy(let text): return [.copy(text)]
    case .placeHold(let targets):
      openHoldForm(targets)
      return []
    }
  }
}
