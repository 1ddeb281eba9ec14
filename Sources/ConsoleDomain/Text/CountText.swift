/// Counts and sizes as lists and sentences show them.
package enum CountText {
  /// With a comma between thousands: `1,204`.
  package static func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    var text = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// In few characters, cut, never rounded up: `999`, `8.1k`, `31k`, `1.2M`.
  package static func short(_ count: Int) -> String {
    scaled(count, by: 1000, units: ["", "k", "M", "G", "T"])
  }

  /// A length in bytes: `812 B`, `4.0 KiB`, `31 KiB`, `1.2 MiB`.
  package static func bytes(_ count: Int) -> String {
    scaled(count, by: 1024, units: [" B", " KiB", " MiB", " GiB", " TiB"])
  }

  /// `1 session`, `31 sessions`.
  package static func noun(_ count: Int, _ singular: String) -> String {
    "\(grouped(count)) \(singular)\(count == 1 ? "" : "s")"
  }

  private static func scaled(_ count: Int, by base: Int, units: [String]) -> String {
    var value = max(0, count)
    var tenths = 0
    var unit = 0
    while value >= base, unit < units.count - 1 {
      tenths = value % base * 10 / base
      value /= base
      unit += 1
    }
    return unit > 0 && value < 10 ? "\(value).\(tenths)\(units[unit])" : "\(value)\(units[unit])"
  }
}
