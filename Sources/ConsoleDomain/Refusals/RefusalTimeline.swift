/// The refusals that sources of one kind saw, in slots of a second and of a minute.
///
/// Space is bounded whatever comes: seconds for a quarter of an hour, minutes for a day, and in each a
/// bounded number of names. A moment before the oldest slot or far ahead of the clock is counted as late
/// or ahead, and changes nothing.
package struct RefusalTimeline: Sendable {
  /// How far a source's clock may go ahead of ours.
  static let tolerance: Duration = .seconds(120)
  /// Whole slots after which a slot is sealed: lines come late.
  private static let sealing: Int64 = 2

  private var seconds: SlotRing<RefusalSlot>
  private var minutes: SlotRing<RefusalSlot>
  /// The slots up to here are sealed.
  private var sealedSeconds = Int64.min
  private var sealedMinutes = Int64.min
  /// Refused requests that came too late to have a slot.
  package private(set) var late = 0
  /// Refused requests whose moment was too far ahead.
  package private(set) var ahead = 0

  /// Makes an empty timeline that keeps so many slots of each length.
  package init(seconds: Int = 900, minutes: Int = 1440) {
    let ahead = Int(Self.tolerance.components.seconds)
    self.seconds = SlotRing(step: 1000, capacity: seconds + ahead)
    self.minutes = SlotRing(step: 60_000, capacity: minutes + ahead / 60)
  }

  /// Moves to the present; also back, where the clock was set back: what lay ahead of it is forgotten.
  package mutating func move(to now: Instant) {
    let reach = now.advanced(by: Self.tolerance)
    seconds.move(to: seconds.number(of: reach))
    minutes.move(to: minutes.number(of: reach))
    Self.seal(&seconds, upTo: seconds.number(of: now) - Self.sealing, from: &sealedSeconds)
    Self.seal(&minutes, upTo: minutes.number(of: now) - Self.sealing, from: &sealedMinutes)
  }

  /// Says that a source looked in this time: where it names no refusal there was none.
  package mutating func record(_ time: Range<Instant>) {
    guard !time.isEmpty else { return }
    let last = Instant(milliseconds: time.upperBound.milliseconds - 1)
    Self.record(time.lowerBound, last, in: &seconds)
    Self.record(time.lowerBound, last, in: &minutes)
  }

  /// Counts a refusal in its slots.
  package mutating func add(_ refusal: Refusal) {
    let names = RefusalAxis.allCases.map { refusal.name(on: $0) }
    _ = seconds.update(seconds.number(of: refusal.at), from: RefusalSlot()) {
      $0.add(refusal.count, names: names)
    }
    let minute = minutes.number(of: refusal.at)
    guard
      minutes.update(minute, from: RefusalSlot(), { $0.add(refusal.count, names: names) })
    else {
      if minute < minutes.numbers.lowerBound {
        late += refusal.count
      } else {
        ahead += refusal.count
      }
      return
    }
  }

  /// Counts requests, refused or not, in the minute of a moment.
  package mutating func add(requests count: Int, at moment: Instant) {
    _ = minutes.update(minutes.number(of: moment), from: RefusalSlot()) {
      $0.add(requests: min(max(0, count), Int(Int32.max)))
    }
  }

  /// The second that begins at a moment; nil: not recorded, or out of reach.
  func second(at start: Instant) -> RefusalSlot? { seconds[seconds.number(of: start)] }

  /// The minute that begins at a moment; nil: not recorded, or out of reach.
  func minute(at start: Instant) -> RefusalSlot? { minutes[minutes.number(of: start)] }

  /// The beginnings of the first minute that it reaches and of the one behind the last.
  var reach: Range<Instant> {
    let numbers = minutes.numbers
    let first = Instant(milliseconds: numbers.lowerBound * minutes.step)
    return first..<Instant(milliseconds: numbers.upperBound * minutes.step)
  }

  private static func record(
    _ first: Instant,
    _ last: Instant,
    in ring: inout SlotRing<RefusalSlot>
  ) {
    let numbers = ring.numbers
    let from = max(ring.number(of: first), numbers.lowerBound)
    let to = min(ring.number(of: last), numbers.upperBound - 1)
    guard from <= to else { return }
    for number in from...to { _ = ring.update(number, from: RefusalSlot()) }
  }

  private static func seal(
    _ ring: inout SlotRing<RefusalSlot>,
    upTo last: Int64,
    from sealed: inout Int64
  ) {
    let first = max(min(sealed, last) + 1, ring.numbers.lowerBound)
    defer { sealed = last }
    guard sealed < last, first <= last else { return }
    for number in first...last where ring[number] != nil {
      _ = ring.update(number, from: RefusalSlot()) { $0.seal() }
    }
  }
}
