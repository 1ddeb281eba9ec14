import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func openSortMenu() {
    let letters = Array("1234567890ab")
    let items = zip(letters, SessionOrder.Column.allCases).map { letter, column in
      Menu.Item(key: letter, title: column.rawValue, choice: .run("sort", column.rawValue))
    }
    var menu = Menu(title: "Sort by", items: items)
    menu.selected = SessionOrder.Column.allCases.firstIndex(of: sessions.order.column) ?? 0
    push(.menu(menu))
  }

  mutating func openCopyMenu() {
    switch shell.navigation.current {
    case .sessions:
      guard let row = sessions.cursorRow else { return }
      push(.menu(Menu(title: "Copy", items: copies(of: row))))
    case .limits:
      guard limits.refusals.page == .counters, let row = limits.cursorRow(at: shell.viewTime) else {
        return
      }
      push(.menu(Menu(title: "Copy", items: copies(of: row))))
    case .audit:
      guard let event = audit.cursorEvent else { return }
      push(.menu(Menu(title: "Copy", items: copies(of: event))))
    case .subject, .entities:
      guard let key = cursorEntity else {
        shell.say(.warning, "copy works on documents here")
        return
      }
      push(.menu(Menu(title: "Copy", items: copies(of: key))))
    case .holds:
      guard let item = holds.cursorItem else { return }
      push(.menu(Menu(title: "Copy", items: copies(of: item))))
    case .approvals:
      guard let approval = approvals.cursorRow else { return }
      push(.menu(Menu(title: "Copy", items: copies(of: approval))))
    case .health, .retention: break
    }
  }

  private func copies(of row: SessionRow) -> [Menu.Item] {
    var items = [
      Menu.Item(key: "i", title: "id, first characters", choice: .copy(row.id.abbreviated)),
      Menu.Item(key: "h", title: "id hash (SHA-256)", choice: .copy(row.id.hash)),
    ]
    if let shown = sessions.listing {
      items.append(
        Menu.Item(
          key: "j",
          title: "row as JSON",
          choice: .copy(shown.record(of: row, at: shell.viewTime).json)
        )
      )
    }
    if let userID = row.userID {
      items.append(Menu.Item(key: "u", title: "user id", choice: .copy(userID)))
    }
    if let ip = row.ip { items.append(Menu.Item(key: "p", title: "IP address", choice: .copy(ip))) }
    return items
  }

  private func copies(of key: EntityKey) -> [Menu.Item] {
    var items = [
      Menu.Item(key: "i", title: "id", choice: .copy(key.id.text)),
      Menu.Item(key: "t", title: "type:id", choice: .copy("\(key.type):\(key.id.text)")),
    ]
    if let detail = entityDetail?.detail, detail.row.key == key {
      items.append(
        Menu.Item(
          key: "j",
          title: "document as JSON, masked",
          choice: .copy(RecordJSON.tree(detail.tree))
        )
      )
    }
    return items
  }

  private func copies(of event: AuditEvent) -> [Menu.Item] {
    switch event {
    case .ours(let record):
      [
        Menu.Item(key: "s", title: "sequence", choice: .copy(String(record.header.sequence))),
        Menu.Item(key: "e", title: "event id", choice: .copy(record.header.eventID)),
        Menu.Item(key: "h", title: "hash", choice: .copy(record.header.hash)),
      ]
    case .backend(let event):
      [Menu.Item(key: "e", title: "event id", choice: .copy(event.id))]
    }
  }
}
