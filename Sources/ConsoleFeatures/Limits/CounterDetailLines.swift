import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawCounterDetail(into frame: inout Frame, _ rect: Rect) {
    let lines = counterDetailLines
    drawScrolled(
      detailSearch?.marked(lines) ?? lines,
      top: limits.detailTop,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  /// The detail pane of a counter as lines.
  var counterDetailLines: [[Span]] {
    guard let row = limits.cursorRow(at: shell.viewTime) else {
      return [[Span("no counter is selected", .textDim)]]
    }
    if limits.isGone(row.counter.id) {
      return [[Span("This counter is gone: its window is over.", .rowGone)]]
    }
    var lines = [title(of: row)]
    lines += window(of: row) + [[]] + client(of: row) + others(of: row)
    return lines.wrapped(cells: layout.detail.columns - 2)
  }

  private func title(of row: CounterRow) -> [Span] {
    guard let revealed = limits.revealed, revealed.id == row.counter.id else {
      return [Span(shell.glyphs.safe(row.counter.shownKey(shell.glyphs.alphabet)), .title)]
    }
    let left = max(0, (shell.now.duration(to: revealed.until).wholeMilliseconds + 999) / 1000)
    return [
      Span(shell.glyphs.safe(row.counter.clearKey), .piiRevealed),
      Span("  \(left) s left (x hides)", .piiRevealed),
    ]
  }

  private func window(of row: CounterRow) -> [[Span]] {
    let (limiter, standing) = (row.counter.limiter, row.standing)
    let now = shell.viewTime
    var rule = limiter.limit.map { "\(CountText.grouped($0)) tries" } ?? "no limit in the profile"
    if let window = limiter.window { rule += " in \(TimeText.span(window))" }
    var lines = [
      field("limiter", limiter.name),
      field("rule", rule, limiter.limit == nil ? .severityWarning : .text),
      field(
        "used",
        standing.usedText + (standing.remaining.map { ", \($0) left" } ?? ""),
        standing.isBlocked == true ? .severityError : .text
      ),
      field("over", overText(standing, limiter)),
      field("resets", resetsText(standing, now)),
      blockedField(row, now),
      field("format", "\(limiter.format.rawValue), in \(limiter.format.store.serverName)"),
    ]
    if let block = limiter.blockDuration {
      lines.append(field("block", "\(TimeText.span(block)) once the limit is passed"))
    }
    if !standing.flags.isEmpty { lines.append(field("flags", standing.flags.legend, .hold)) }
    lines.append(field("read", readText(row.counter.id), .textDim))
    return lines
  }

  private func overText(_ standing: CounterStanding, _ limiter: Profile.Limiter) -> String {
    guard let refused = standing.refused else { return "not known" }
    let answer = limiter.status == 429 ? "429" : "\(limiter.status), not 429"
    return refused == 0
      ? "nothing refused (would be \(answer))"
      : "at least \(CountText.grouped(Int(refused))) refused with \(answer)"
  }

  private func resetsText(_ standing: CounterStanding, _ now: Instant) -> String {
    guard let end = standing.endsAt else { return standing.resetsText(at: now) }
    return end <= now
      ? "over since \(end.timeOfDay)Z"
      : "in \(standing.resetsText(at: now)), at \(end.timeOfDay)Z"
  }

  private func blockedField(_ row: CounterRow, _ now: Instant) -> [Span] {
    switch row.standing.isBlocked {
    case nil: field("blocked", "unknown: \(row.blockDoubt)", .severityWarning)
    case false?: field("blocked", "no")
    case true?:
      field(
        "blocked",
        row.standing.blockedSince.map {
          "since \($0.timeOfDay)Z, \(TimeText.age($0.duration(to: now)))"
        } ?? "yes; since when is not recorded",
        .severityError
      )
    }
  }

  private func readText(_ id: CounterID) -> String {
    if let problem = limits.refreshProblem { return "stale: \(ProblemText(problem).line)" }
    guard let fresh = limits.fresh[id] else { return "by the scan" }
    return "\(TimeText.span(fresh.at.duration(to: shell.viewTime))) ago"
  }

  private func client(of row: CounterRow) -> [[Span]] {
    let client = row.counter.key.client
    var lines = [field("client", client.shown(shell.glyphs.alphabet), client.role)]
    lines.append(field("kind", client.kind.sentence))
    if let address = client.address {
      lines.append(field("network", address.neighbourhood?.text))
      if address.isPrivate {
        lines.append(field("", "private: a proxy's or a load balancer's", .severityWarning))
      }
    }
    if let route = row.counter.key.route { lines.append(field("route", route)) }
    return lines
  }

  /// The same client's counters of other limiters, as far as their keys can be known.
  private func others(of row: CounterRow) -> [[Span]] {
    let ids = limits.siblings(of: row)
    guard !ids.isEmpty else { return [] }
    let now = shell.viewTime
    let known = ids.filter { limits.fresh[$0] != nil }
    let rows = known.compactMap { id -> CounterRow? in
      guard let reading = limits.fresh[id]?.reading else { return nil }
      let limiter = row.counter.limiters(id, in: limits.listing)
      return limiter.flatMap { limiter in
        LimiterKey(String(decoding: id.rest, as: UTF8.self), format: limiter.format).map {
          CounterRow(Counter(id: id, limiter: limiter, key: $0, reading: reading), at: now)
        }
      }
    }
    var lines: [[Span]] = [[], [Span("Its other counters", .title)]]
    if known.isEmpty { return lines + [[Span("not read yet", .textDim)]] }
    if rows.isEmpty { return lines + [[Span("none of the other limiters counts it", .textDim)]] }
    lines += rows.map { other in
      [
        Span(Truncation.fit(shell.glyphs.safe(other.counter.limiter.name), to: 22), .textDim),
        Span(" \(other.standing.usedText)  resets \(other.standing.resetsText(at: now))"),
      ]
    }
    return lines
  }

  private func field(_ name: String, _ value: String?, _ role: Role = .text) -> [Span] {
    let label = Span(Truncation.fit(name, to: 9), .textDim)
    guard let value else { return [label, Span("not recorded", .textDim)] }
    return [label, Span(shell.glyphs.safe(value), role)]
  }
}

extension Counter {
  /// The limiter of another counter of the same listing.
  fileprivate func limiters(_ id: CounterID, in listing: CounterListing?) -> Profile.Limiter? {
    guard let limiters = listing?.snapshot.limiters, limiters.indices.contains(id.limiter) else {
      return nil
    }
    return limiters[id.limiter]
  }
}

extension CounterRow {
  /// Why nothing can be said about a block.
  fileprivate var blockDoubt: String {
    if standing.flags.contains(.unreadable) { return "the value is not what the format demands" }
    return counter.limiter.limit == nil
      ? "no limit in the profile" : "the window's length is not in the profile"
  }
}

extension LimiterClient {
  /// The colour that says that it is masked.
  fileprivate var role: Role { kind == .email || kind == .phone ? .piiMasked : .text }
}

extension LimiterClient.Kind {
  fileprivate var sentence: String {
    switch self {
    case .address: "a network address"
    case .network: "a network"
    case .email: "an e-mail address, masked"
    case .phone: "a phone number, masked"
    case .hash: "a hash of the library: says nothing of the client"
    case .other: "a user, a key or whatever the backend counts by"
    }
  }
}

extension LimiterStore {
  fileprivate var serverName: String { self == .redis ? "Redis" : "MongoDB" }
}
