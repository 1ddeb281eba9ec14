import ConsoleDomain

extension Model {
  /// Why there is nothing to reveal of the counter under the cursor.
  var counterRevealProblem: String? {
    guard limits.refusals.page == .counters, let row = limits.cursorRow(at: shell.viewTime) else {
      return "no counter is selected"
    }
    if row.counter.key.client.kind == .hash {
      return "the key holds a hash of the library: nothing in it can be read"
    }
    return row.counter.shownKey() == row.counter.clearKey ? "its key is shown whole" : nil
  }

  /// The counter that `x` would show in clear.
  var counterRevealSubject: RevealSubject? {
    guard counterRevealProblem == nil, let row = limits.cursorRow(at: shell.viewTime) else {
      return nil
    }
    let limiter = row.counter.limiter
    return .counter(
      row.counter.id,
      limiter: limiter.name,
      keyHash: row.counter.id.hash(prefix: limiter.prefix)
    )
  }

  /// The user that the counter under the cursor counts, if its key looks like an id of the backend.
  var counterUser: String? {
    guard let client = limits.cursorRow(at: shell.viewTime)?.counter.key.client,
      client.kind == .other, client.text.utf8.count == 24,
      client.text.utf8.allSatisfy(\.isHexDigit)
    else { return nil }
    return client.text
  }
}
