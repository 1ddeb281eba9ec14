/// What a terminal sends for keys that have no letter.
enum Keys {
  static let enter = "\r"
  static let tab = "\t"
  static let escape = "\u{1B}"
  static let right = "\u{1B}[C"
  static let controlC = "\u{03}"
  static let controlT = "\u{14}"
  static let controlZ = "\u{1A}"
}
