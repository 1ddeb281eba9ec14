import ConsoleDomain

extension Model {
  /// Lists where the counter under the cursor leads.
  mutating func openCounterJumps() {
    guard limits.refusals.page == .counters else {
      shell.say(.warning, "go to works on counters: Enter leads from here to them")
      return
    }
    guard let row = limits.cursorRow(at: shell.viewTime) else { return }
    let client = row.counter.key.client
    var items = [
      Menu.Item(
        key: "c",
        title: "all counters of this client",
        choice: .run("counters", Self.counterFilter(of: client) ?? ""),
        disabled: Self.counterFilter(of: client) == nil
          ? "a masked client has no filter: read its other counters in the detail" : nil
      )
    ]
    items.append(
      Menu.Item(
        key: "s",
        title: "its sessions",
        choice: .run("sessions-of", sessionFilter(of: client) ?? ""),
        disabled: sessionFilter(of: client) == nil ? "the key names no address and no user" : nil
      )
    )
    items.append(
      Menu.Item(
        key: "u",
        title: "everything of the user",
        choice: .run("subject", counterUser ?? ""),
        disabled: counterUser == nil ? "the key names no user by id" : nil
      )
    )
    push(.menu(Menu(title: "Go to", items: items)))
  }

  /// Lists where the session under the cursor leads.
  mutating func openSessionJumps() {
    guard let row = sessions.cursorRow else { return }
    let address = row.ip.flatMap { NetworkAddress($0) }
    push(
      .menu(
        Menu(
          title: "Go to",
          items: [
            Menu.Item(
              key: "c",
              title: "counters of its address",
              choice: .run("counters", address.map { "ip=\(quoted: $0.text)" } ?? ""),
              disabled: address == nil ? "the session has no address" : nil
            ),
            Menu.Item(
              key: "k",
              title: "counters of its user",
              choice: .run("counters", row.userID.map { "client=\(quoted: $0)" } ?? ""),
              disabled: row.userID == nil ? "nobody is signed in" : nil
            ),
            Menu.Item(
              key: "s",
              title: "other sessions of its address",
              choice: .run("sessions-of", address.map { "ip=\(quoted: $0.text)" } ?? ""),
              disabled: address == nil ? "the session has no address" : nil
            ),
          ]
        )
      )
    )
  }

  /// The filter that finds every counter of a client; a masked one is never written into a filter.
  private static func counterFilter(of client: LimiterClient) -> String? {
    switch client.kind {
    case .address: "ip=\(quoted: client.text)"
    case .network, .other: "client=\(quoted: client.shown())"
    case .email: client.address.map { "ip=\(quoted: $0.text)" }
    case .phone, .hash: nil
    }
  }

  private func sessionFilter(of client: LimiterClient) -> String? {
    if let address = client.address { return "ip=\(quoted: address.text)" }
    return counterUser.map { "user=\(quoted: $0)" }
  }

  // MARK: Going there

  /// Shows the counters that match a filter.
  mutating func showCounters(_ text: String) -> [Effect] {
    do {
      let query = try CounterQuery.parse(text)
      limits.filterState.remember()
      limits.closeDetail()
      limits.refusals.page = .counters
      shell.navigation.visit(.limits)
      return applyFilter(query, text: text) + enteredLimits()
    } catch {
      shell.say(.warning, "counters: \(error.message)")
      return []
    }
  }

  /// Shows the sessions that match a filter.
  mutating func showSessions(_ text: String) -> [Effect] {
    do {
      let query = try SessionQuery.parse(text)
      shell.navigation.visit(.sessions)
      let closing = sessions.subject == nil ? [] : closeSubject()
      sessions.filterState.remember()
      sessions.closeDetail()
      return closing + applyFilter(query, text: text)
    } catch {
      shell.say(.warning, "sessions-of: \(error.message)")
      return []
    }
  }
}

extension String.StringInterpolation {
  /// A value of a filter in quotes, so that no sign of it is taken for the language's.
  mutating func appendInterpolation(quoted text: String) {
    appendLiteral("\"")
    for character in text {
      if character == "\"" || character == "\\" { appendLiteral("\\") }
      appendInterpolation(character)
    }
    appendLiteral("\"")
  }
}
