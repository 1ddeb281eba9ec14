import Glibc

/// The process's locale, as far as the terminal depends on it.
package enum TerminalLocale {
  /// Adopts the environment's locale for characters and answers whether it is UTF-8.
  ///
  /// Otherwise the process takes `C.UTF-8`, so that curses still knows widths, and only ASCII is
  /// written. Changes the whole process: call once at start.
  package static func adopt() -> Bool {
    let isKnown = unsafe setlocale(LC_CTYPE, "") != nil
    if isKnown, unsafe String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" { return true }
    _ = unsafe setlocale(LC_CTYPE, "C.UTF-8")
    return false
  }

  /// Takes `C.UTF-8`, whatever the environment says: for tests that must not depend on it.
  package static func adoptUTF8() -> Bool { unsafe setlocale(LC_CTYPE, "C.UTF-8") != nil }
}
