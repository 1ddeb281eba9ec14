import CNCurses
import ConsoleScreen

/// Turns what `getch` answers, bytes and key codes, into keys and pastes; a value without I/O.
///
/// Bytes are decoded here, not by `get_wch`, which loses a character whose bytes arrive in two
/// pieces. Escape sequences that curses does not know (a report, a key of another terminal) are
/// dropped as a whole, so that their letters are never taken for commands.
struct InputDecoder {
  /// The most bytes of a paste that are kept.
  static let pasteLimit = 1 << 20

  /// Parameters are short; anything longer is no sequence.
  private static let sequenceLimit = 64
  /// CSI.
  private static let introducer: [UInt8] = [0x1B, UInt8(ascii: "[")]

  private enum State {
    case ground
    case escape
    /// Inside a control sequence; the bytes after its introducer.
    case sequence([UInt8])
    /// After ESC O: one more byte belongs to it.
    case singleShift
  }

  private var state = State.ground
  private var paste: [UInt8]?
  /// A UTF-8 character whose bytes have not all come.
  private var partial: [UInt8] = []
  private var reports: [ModeReport] = []

  /// Takes one answer of `getch` and gives the events it completes.
  mutating func take(_ code: Int32) -> [TerminalEvent] {
    guard let byte = UInt8(exactly: code) else {
      let before = finish()
      partial = []
      return paste == nil ? before + Self.event(KeyCodes.key(code)) : []
    }
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .singleShift:
      state = .ground
      return Self.event(KeyCodes.cursor(final: byte))
    case .sequence(let bytes): return sequence(bytes, byte)
    }
  }

  /// Says that nothing more is waiting: an escape alone was the Escape key.
  mutating func finish() -> [TerminalEvent] {
    guard paste == nil, !isInsideReport else { return [] }
    defer { state = .ground }
    if case .escape = state { return [.key(.escape)] }
    return []
  }

  /// The terminal's answers since the last call.
  mutating func takeReports() -> [ModeReport] {
    defer { reports = [] }
    return reports
  }

  /// Nobody types the beginning of a report: its rest is still to come, and must not be taken for keys.
  private var isInsideReport: Bool {
    if case .sequence(let bytes) = state { bytes.first == UInt8(ascii: "?") } else { false }
  }

  private mutating func ground(_ byte: UInt8) -> [TerminalEvent] {
    if byte == 0x1B {
      partial = []
      state = .escape
      return []
    }
    if paste != nil {
      keep([byte])
      return []
    }
    if byte < 0x20 || byte == 0x7F {
      partial = []
      return Self.event(KeyCodes.control(byte))
    }
    return Self.event(character(byte).map { .character($0) })
  }

  private mutating func escape(_ byte: UInt8) -> [TerminalEvent] {
    switch byte {
    case UInt8(ascii: "["): state = .sequence([])
    case UInt8(ascii: "O") where paste == nil: state = .singleShift
    case 0x1B:
      keep([0x1B])
      return paste == nil ? [.key(.escape)] : []
    default:
      state = .ground
      guard paste == nil else {
        keep([0x1B, byte])
        return []
      }
      // Escape and a key that arrived together, or Alt with a key: terminals send the same.
      return [.key(.escape)] + ground(byte)
    }
    return []
  }

  private mutating func sequence(_ bytes: [UInt8], _ byte: UInt8) -> [TerminalEvent] {
    if (0x20...0x3F).contains(byte), bytes.count < Self.sequenceLimit {
      state = .sequence(bytes + [byte])
      return []
    }
    state = .ground
    guard (0x40...0x7E).contains(byte) else {
      keep(Self.introducer + bytes)
      return ground(byte)
    }
    switch String(decoding: bytes + [byte], as: UTF8.self) {
    case "200~":
      if paste == nil { paste = [] }
    case "201~":
      defer { paste = nil }
      return paste.map { [.paste(String(decoding: $0, as: UTF8.self))] } ?? []
    default:
      if paste == nil, bytes.isEmpty { return Self.event(KeyCodes.cursor(final: byte)) }
      if paste == nil, let report = ModeReport(sequence: bytes + [byte]) { reports.append(report) }
      keep(Self.introducer + bytes + [byte])
    }
    return []
  }

  private mutating func keep(_ bytes: [UInt8]) {
    guard let count = paste?.count, count + bytes.count <= Self.pasteLimit else { return }
    paste?.append(contentsOf: bytes)
  }

  private mutating func character(_ byte: UInt8) -> Character? {
    // Only continuation bytes go on with a character that has begun.
    if byte & 0xC0 != 0x80 { partial = [] }
    partial.append(byte)
    if let text = String(validating: partial, as: UTF8.self) {
      partial = []
      return text.first
    }
    // A lead byte may wait for its rest; anything else is not UTF-8.
    if partial.count >= Self.length(startingWith: partial[0]) { partial = [] }
    return nil
  }

  private static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 1
    }
  }

  private static func event(_ key: Key?) -> [TerminalEvent] { key.map { [.key($0)] } ?? [] }
}
