import CNCurses

/// The C library's opinion on widths, which curses follows; depends on the process's locale.
package enum SystemCharacterWidth {
  /// Cells of a scalar: -1 for one that is not printable in the current locale.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    Int(cncurses_wcwidth(wchar_t(bitPattern: scalar.value)))
  }
}
