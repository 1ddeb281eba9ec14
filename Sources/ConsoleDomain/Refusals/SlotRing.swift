/// The newest slots of time, each as long as the others; nil: nothing was recorded in it.
struct SlotRing<Slot: Sendable>: Sendable {
  /// Milliseconds of a slot.
  let step: Int64
  private var slots: [Slot?]
  /// The number of the newest slot since 1970; nil: no time has been named.
  private(set) var newest: Int64?

  init(step: Int64, capacity: Int) {
    self.step = step
    slots = Array(repeating: nil, count: capacity)
  }

  /// The number of the slot that a moment is in.
  func number(of moment: Instant) -> Int64 { moment.milliseconds.dividedDown(by: step) }

  /// The numbers that have a slot; empty before a time was named.
  var numbers: Range<Int64> {
    guard let newest else { return 0..<0 }
    return newest - Int64(slots.count) + 1..<newest + 1
  }

  /// Makes a slot the newest.
  ///
  /// What lies between it and the newest before is forgotten, in whichever
  /// direction the clock went: ahead it is not recorded, and back it never was.
  mutating func move(to number: Int64) {
    defer { newest = number }
    guard let newest, newest != number else { return }
    let first = min(newest, number) + 1
    let last = max(newest, number)
    guard last - first < Int64(slots.count) else {
      slots = Array(repeating: nil, count: slots.count)
      return
    }
    for gone in first...last { slots[place(of: gone)] = nil }
  }

  /// nil: not recorded, or out of reach.
  subscript(number: Int64) -> Slot? {
    numbers.contains(number) ? slots[place(of: number)] : nil
  }

  /// Changes a slot, which counts as recorded from now on; false: it is out of reach.
  mutating func update(
    _ number: Int64,
    from empty: @autoclosure () -> Slot,
    _ change: (inout Slot) -> Void = { _ in }
  ) -> Bool {
    guard numbers.contains(number) else { return false }
    let place = place(of: number)
    var slot = slots[place].take() ?? empty()
    change(&slot)
    slots[place] = slot
    return true
  }

  private func place(of number: Int64) -> Int {
    let rest = Int(number % Int64(slots.count))
    return rest < 0 ? rest + slots.count : rest
  }
}

extension Int64 {
  /// The whole quotient, rounded down also below zero.
  func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
