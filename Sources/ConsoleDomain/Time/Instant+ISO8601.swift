extension Instant {
  /// ISO 8601 in UTC with milliseconds, as JavaScript's `toISOString` writes it: `2026-11-24T03:00:00.000Z`.
  package var iso8601: String {
    let (date, time) = civil
    let seconds = time / 1000
    var text: [UInt8] = []
    text.reserveCapacity(24)
    text.append(date.year, width: 4, then: "-")
    text.append(date.month, width: 2, then: "-")
    text.append(date.day, width: 2, then: "T")
    text.append(seconds / 3600, width: 2, then: ":")
    text.append(seconds / 60 % 60, width: 2, then: ":")
    text.append(seconds % 60, width: 2, then: ".")
    text.append(time % 1000, width: 3, then: "Z")
    return String(decoding: text, as: UTF8.self)
  }

  /// The time of day in UTC to the second: `14:02:11`.
  package var timeOfDay: String { clock(civil.millisecondsOfDay, separator: ":") }

  /// The day in UTC and the milliseconds passed in it.
  package var civil: (date: CivilDate, millisecondsOfDay: Int) {
    let perDay: Int64 = 86_400_000
    var days = milliseconds / perDay
    var rest = milliseconds % perDay
    if rest < 0 {
      days -= 1
      rest += perDay
    }
    return (CivilDate(daysSinceEpoch: Int(days)), Int(rest))
  }

  /// Reads `2026-11-24T03:00:00[.fff]Z` or `2026-11-24`; nil for anything else, including other zones.
  package init?(iso8601 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count >= 20, let year = digits(bytes, 0, 4),
      let month = digits(bytes, 5, 2), let day = digits(bytes, 8, 2),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    var total = Int64(date.daysSinceEpoch) * 86_400_000
    if bytes.count > 10 {
      guard let time = millisecondsOfDay(bytes) else { return nil }
      total += Int64(time)
    }
    self.init(milliseconds: total)
  }
}

private func millisecondsOfDay(_ bytes: [UInt8]) -> Int? {
  guard bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
    bytes[16] == UInt8(ascii: ":"), bytes.last == UInt8(ascii: "Z"),
    let hour = digits(bytes, 11, 2), let minute = digits(bytes, 14, 2),
    let second = digits(bytes, 17, 2), hour < 24, minute < 60, second < 60
  else { return nil }
  var fraction = 0
  if bytes.count > 20 {
    let length = bytes.count - 21
    guard bytes[19] == UInt8(ascii: "."), (1...9).contains(length),
      let value = digits(bytes, 20, length)
    else { return nil }
    fraction = length <= 3 ? value * [100, 10, 1][length - 1] : value / power(10, length - 3)
  }
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction
}

private func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
  guard bytes.count >= start + count else { return nil }
  var value = 0
  for byte in bytes[start..<start + count] {
    guard (0x30...0x39).contains(byte) else { return nil }
    value = value * 10 + Int(byte - 0x30)
  }
  return value
}

private func power(_ base: Int, _ exponent: Int) -> Int {
  (0..<exponent).reduce(1) { product, _ in product * base }
}

private func clock(_ time: Int, separator: String) -> String {
  let seconds = time / 1000
  return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    .joined(separator: separator)
}

private func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}

extension [UInt8] {
  /// Adds a number with leading zeros, and what stands behind it.
  fileprivate mutating func append(_ number: Int, width: Int, then end: Unicode.Scalar) {
    guard number >= 0, number < power(10, width) else {
      append(contentsOf: String(number).utf8)
      return append(UInt8(ascii: end))
    }
    for place in (0..<width).reversed() {
      append(UInt8(ascii: "0") + UInt8(number / power(10, place) % 10))
    }
    append(UInt8(ascii: end))
  }
}
