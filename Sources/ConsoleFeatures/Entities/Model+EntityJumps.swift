import ConsoleDomain

extension Model {
  /// Lists where the document under the cursor leads.
  mutating func openEntityJumps() {
    guard let key = cursorEntity ?? subject.key else { return }
    let user = subject.picture?.records.identifiers.userIDs.sorted().first
    let userID = key.type == shell.context.userType ? key.id.text : nil
    let sessionsOf = shell.navigation.current == .subject ? userID ?? user : userID
    let items = [
      Menu.Item(key: "e", title: "its events", choice: .run("events", "")),
      Menu.Item(
        key: "u",
        title: "the user's sessions",
        choice: .run("user", sessionsOf ?? ""),
        disabled: sessionsOf == nil ? "the document is no user's" : nil
      ),
      Menu.Item(
        key: "h",
        title: "its legal hold",
        choice: .run("hold", heldBy(key) ?? ""),
        disabled: heldBy(key) == nil ? "no hold of the register is known on it" : nil
      ),
      Menu.Item(
        key: "s",
        title: "everything of it as a subject",
        choice: .run("subject", "\(key.type):\(key.id.text)")
      ),
    ]
    push(.menu(Menu(title: "Go to", items: items)))
  }

  /// The first hold of the register on a document that is shown.
  private func heldBy(_ key: EntityKey) -> String? {
    let rows =
      [entityDetail?.detail?.row, entities.cursorRow] + (subject.picture?.records.rows ?? [])
    let row = rows.lazy.compactMap(\.self).first { $0.key == key }
    return row?.holdIDs.first { $0 != LegalHold.external }
  }
}
