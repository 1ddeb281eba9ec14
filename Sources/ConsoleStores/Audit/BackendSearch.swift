import ConsoleDomain
import ConsoleMongo

/// How far one search through the backend's log has come.
struct BackendSearch {
  let isOlder: Bool
  let limit: Int
  /// Whether every event in the bounds is wanted.
  let isUnfiltered: Bool
  /// The part of the log that is still to be looked at: from `low` up to and without `high`.
  private(set) var low: EventKey
  private(set) var high: EventKey
  /// The index that answers, as its key pattern; nil: the one on `_id`.
  var hint: MongoDocument?
  private let matcher: AuditMatcher
  private var found: [AuditEvent] = []
  private var looked = 0
  private var isAtEnd = false

  init(_ request: AuditEventRequest, from mark: EventKey, tolerance: Duration) {
    isOlder = request.direction == .older
    limit = request.limit
    isUnfiltered = request.query.clauses.isEmpty
    matcher = AuditMatcher(request.query, now: request.now)
    let (since, until) = request.query.bounds(now: request.now)
    let floor = since.map { EventKey(at: $0.advanced(by: .zero - tolerance)) } ?? .lowest
    let ceiling = until.map { EventKey(at: $0.advanced(by: tolerance)) } ?? .highest
    low = isOlder ? floor : max(floor, mark)
    high = isOlder ? min(ceiling, mark) : ceiling
  }

  /// The place that the search came to.
  var mark: EventKey { isOlder ? high : low }
  var missing: Int { limit - found.count }
  var isFull: Bool { found.count >= limit }
  var isOver: Bool { isFull || isAtEnd || isBeyondBudget || low >= high }

  private var isBeyondBudget: Bool { looked >= BackendLog.budget }

  /// What was found, and why the search ended.
  var run: LogRun {
    let isDone = isAtEnd || (!isFull && low >= high)
    return LogRun(
      events: found,
      isAtEnd: isDone,
      searchedTo: isDone || isFull ? nil : mark.instant
    )
  }

  /// Takes the next event in the order of the search.
  mutating func take(_ event: AuditEvent, _ key: EventKey) {
    pass(key)
    if matcher.matches(event) { found.append(event) }
  }

  /// Notes that everything up to a key was looked at.
  mutating func pass(_ key: EventKey) {
    if isOlder { high = min(high, key) } else { low = max(low, key.next) }
  }

  /// Notes how many events a step looked at, and whether it came to the end of the bounds.
  mutating func looked(at count: Int, isEnd: Bool) {
    // A step that finds nothing to look at would be repeated for ever.
    looked += max(count, 1)
    isAtEnd = isEnd && !isFull
  }
}
