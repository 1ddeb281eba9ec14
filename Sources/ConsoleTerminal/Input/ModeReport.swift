/// What the terminal says of one of its modes when asked: DECRPM (VT510 manual; xterm's "Control
/// Sequences", `CSI ? Ps ; Pm $ y`).
struct ModeReport: Hashable, Sendable {
  enum Setting: Int, Hashable, Sendable {
    case notRecognised, set, reset, permanentlySet, permanentlyReset
  }

  var mode: Int
  var setting: Setting

  /// Reads what stands between `CSI` and the end of the sequence; nil when it is another one.
  init?(sequence bytes: [UInt8]) {
    guard bytes.first == UInt8(ascii: "?"), bytes.suffix(2).elementsEqual("$y".utf8) else {
      return nil
    }
    let numbers = bytes.dropFirst().dropLast(2).split(
      separator: UInt8(ascii: ";"),
      omittingEmptySubsequences: false
    ).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 2, let mode = numbers[0], let setting = numbers[1] else { return nil }
    guard let setting = Setting(rawValue: setting) else { return nil }
    (self.mode, self.setting) = (mode, setting)
  }
}
