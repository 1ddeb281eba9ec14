/// Amounts with units, as a query writes them.
enum QueryAmount {
  private static let durations: [(unit: String, milliseconds: Int64)] = [
    ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
  ]
  private static let sizes: [(unit: String, bytes: Int64)] = [
    ("g", 1_000_000_000), ("m", 1_000_000), ("k", 1000), ("", 1),
  ]

  private static func units(_ kind: QueryField.Kind) -> [(unit: String, factor: Int64)] {
    kind == .duration
      ? durations.map { ($0.unit, $0.milliseconds) } : sizes.map { ($0.unit, $0.bytes) }
  }

  /// Digits and a unit, in milliseconds or bytes; nil for anything else or an absurd number.
  static func read(_ text: String, _ kind: QueryField.Kind) -> Int64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).lowercased()
    guard let number = Int64(digits), let match = units(kind).first(where: { $0.unit == unit })
    else {
      return nil
    }
    let (amount, overflows) = number.multipliedReportingOverflow(by: match.factor)
    return overflows ? nil : amount
  }

  /// The amount with the largest unit that divides it.
  static func write(_ amount: Int64, _ kind: QueryField.Kind) -> String {
    let units = units(kind)
    let match =
      units.first { amount != 0 && amount.isMultiple(of: $0.factor) } ?? units[units.count - 1]
    let unit =
      match.unit == "m" && kind != .duration || match.unit == "g"
      ? match.unit.uppercased() : match.unit
    return "\(amount / match.factor)\(unit)"
  }

  /// What may be written, for a message.
  static func wanted(_ kind: QueryField.Kind) -> String {
    switch kind {
    case .duration: "a number with s, m, h, d or w, such as 90m"
    case .count: "a number, such as 100, 10k or 2M"
    default: "a number of bytes, such as 800, 10k or 2M"
    }
  }
}
