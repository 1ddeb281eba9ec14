extension Glyphs {
  /// A bar of 1 to 8 eighths of a cell; ASCII has seven heights.
  package func bar(_ eighths: Int) -> Character {
    let eighths = min(8, max(1, eighths))
    return isASCII
      ? Array(".:-=+*#")[(eighths * 7 - 1) / 8] : Array("▁▂▃▄▅▆▇█")[eighths - 1]
  }

  /// What stands for a time that nobody recorded.
  package var noData: Character { isASCII ? "?" : "·" }
  /// The end of a number on the axis.
  var tick: Character { isASCII ? "|" : "┤" }
  /// The line of a threshold.
  var dash: Character { isASCII ? "-" : "╌" }
  /// What points at a column.
  var pointer: Character { isASCII ? "^" : "▴" }
}
