import ConsoleDomain

extension Model {
  /// What can be copied of a line of the Holds screen.
  func copies(of item: HoldItem) -> [Menu.Item] {
    var items: [Menu.Item] = []
    if let id = item.holdID {
      items.append(Menu.Item(key: "i", title: "id of the hold", choice: .copy(id)))
    }
    switch item {
    case .hold(let hold):
      items.append(Menu.Item(key: "m", title: "id of the matter", choice: .copy(hold.matter.id)))
      items.append(
        Menu.Item(
          key: "j",
          title: "hold as JSON",
          choice: .copy(RecordJSON.hold(hold, at: shell.now))
        )
      )
    case .finding(let finding):
      let ids = finding.ids.joined(separator: "\n")
      items.append(
        Menu.Item(
          key: "d",
          title: "ids of the documents",
          choice: .copy(ids),
          disabled: finding.ids.isEmpty ? "the finding names none" : nil
        )
      )
    }
    return items
  }

  /// What can be copied of a request.
  func copies(of approval: Approval) -> [Menu.Item] {
    [
      Menu.Item(key: "h", title: "hash of the plan", choice: .copy(approval.plan.hash)),
      Menu.Item(key: "i", title: "id of the request", choice: .copy(approval.id)),
      Menu.Item(
        key: "c",
        title: "command for the second person",
        choice: .copy("holdfast approvals approve \(approval.shortHash) --reason '…'")
      ),
    ]
  }
}
