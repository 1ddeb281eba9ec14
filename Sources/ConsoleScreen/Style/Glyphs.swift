package import ConsoleText

/// The symbols of the interface in one of two alphabets, chosen once at start by locale and `--ascii`.
package struct Glyphs: Hashable, Sendable {
  package var isASCII: Bool

  /// Chooses an alphabet.
  package init(isASCII: Bool) { self.isASCII = isASCII }

  /// Box drawing and block characters.
  package static let unicode = Glyphs(isASCII: false)
  /// Nothing above 0x7E.
  package static let ascii = Glyphs(isASCII: true)

  /// The alphabet for text that is cut or masked.
  package var alphabet: Alphabet { isASCII ? .ascii : .unicode }

  package var horizontal: Character { isASCII ? "-" : "─" }
  package var vertical: Character { isASCII ? "|" : "│" }
  package var topLeft: Character { isASCII ? "+" : "┌" }
  package var topRight: Character { isASCII ? "+" : "┐" }
  package var bottomLeft: Character { isASCII ? "+" : "└" }
  package var bottomRight: Character { isASCII ? "+" : "┘" }
  package var cursor: Character { isASCII ? ">" : "▸" }
  package var mark: Character { "*" }
  package var ellipsis: Character { isASCII ? ">" : "…" }
  package var mask: Character { isASCII ? "*" : "•" }
  package var up: Character { isASCII ? "o" : "●" }
  package var down: Character { isASCII ? "x" : "○" }
  package var ascending: Character { isASCII ? "^" : "↑" }
  package var descending: Character { isASCII ? "v" : "↓" }
  package var crumb: Character { isASCII ? ">" : "›" }
  package var dot: Character { isASCII ? "-" : "·" }
  package var barFull: Character { isASCII ? "#" : "█" }
  package var barEmpty: Character { isASCII ? "." : "░" }
  package var ok: String { isASCII ? "ok" : "✓" }
  package var warning: String { isASCII ? "!" : "⚠" }
  package var failure: String { isASCII ? "ERR" : "✗" }
  package var enterKey: String { isASCII ? "Enter" : "⏎" }
  package var expanded: Character { isASCII ? "-" : "▾" }
  package var collapsed: Character { isASCII ? "+" : "▸" }
  package var doubleHorizontal: Character { isASCII ? "=" : "═" }
  package var doubleVertical: Character { isASCII ? "#" : "║" }
  package var barStart: Character { isASCII ? "[" : "▕" }
  package var barEnd: Character { isASCII ? "]" : "▏" }

  /// What marks a severity where there is no colour; no two are equal.
  package func severity(_ role: Role) -> String {
    switch role {
    case .severityOK: "."
    case .severityInfo: "i"
    case .severityWarning: "!"
    case .severityError: "X"
    case .severityCritical: "XX"
    default: ""
    }
  }
}
