/// Finds what a mistyped word was perhaps meant to be.
package enum NearestWord {
  /// The closest of `words` within two edits, fewer than the word has letters; nil when none is.
  package static func of(_ word: String, among words: [String]) -> String? {
    guard word.count <= 32 else { return nil }
    let near = words.map { (word: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= 2 && $0.distance < word.count }
    return near.min { $0.distance < $1.distance }?.word
  }

  /// Levenshtein's distance.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (index, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let substitution = diagonal + (character == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substitution, diagonal + 1, row[column] + 1)
      }
    }
    return row[right.count]
  }
}
