/// What stands between a field and its value.
enum QueryOperator: String {
  case matches = ":"
  case equals = "="
  case below = "<"
  case above = ">"
  case atMost = "<="
  case atLeast = ">="

  var comparison: Query.Comparison? { Query.Comparison(rawValue: rawValue) }
}

/// One word of a query as it is written: `-field:value`, quotes and `*` taken apart.
struct QueryWord {
  var start: Int
  var end: Int
  var isNegated = false
  var field: (name: String, position: Int, operation: QueryOperator)?
  var valueStart: Int
  var pieces: [TextPattern.Piece] = []

  /// The value when it has no `*`.
  var literal: String? { TextPattern(pieces: pieces).literal }

  func problem(_ message: String) -> QueryProblem {
    QueryProblem(position: start, length: end - start, message: message)
  }

  func valueProblem(_ message: String, suggestion: String? = nil) -> QueryProblem {
    QueryProblem(
      position: valueStart,
      length: end - valueStart,
      message: message,
      suggestion: suggestion
    )
  }
}

/// Cuts a query into words; positions are counted in Characters.
struct QueryScanner {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    characters = Array(text)
  }

  /// The next word; nil at the end.
  mutating func nextWord() throws(QueryProblem) -> QueryWord? {
    while let character = current, character.isWhitespace { position += 1 }
    guard current != nil else { return nil }
    var word = QueryWord(start: position, end: position, valueStart: position)
    if current == "-" {
      word.isNegated = true
      position += 1
    }
    word.field = takeField()
    word.valueStart = position
    while let character = current, !character.isWhitespace {
      word.pieces.append(try takePiece())
    }
    word.end = position
    word.pieces = TextPattern(pieces: word.pieces).pieces
    return word
  }

  private var current: Character? {
    position < characters.count ? characters[position] : nil
  }

  /// Letters followed by an operator are a field; anything else is left for the value.
  private mutating func takeField() -> (name: String, position: Int, operation: QueryOperator)? {
    let start = position
    var end = start
    while end < characters.count, characters[end].isASCII, characters[end].isLetter { end += 1 }
    guard end > start, end < characters.count else { return nil }
    var symbol = String(characters[end])
    if end + 1 < characters.count, characters[end + 1] == "=" { symbol += "=" }
    guard
      let operation = QueryOperator(rawValue: symbol)
        ?? QueryOperator(rawValue: String(characters[end]))
    else { return nil }
    position = end + operation.rawValue.count
    return (String(characters[start..<end]), start, operation)
  }

  private mutating func takePiece() throws(QueryProblem) -> TextPattern.Piece {
    switch characters[position] {
    case "*":
      position += 1
      return .anything
    case "\"":
      return .literal(try takeQuoted())
    default:
      let start = position
      while let character = current, !character.isWhitespace, character != "*", character != "\"" {
        position += 1
      }
      return .literal(String(characters[start..<position]))
    }
  }

  private mutating func takeQuoted() throws(QueryProblem) -> String {
    let start = position
    position += 1
    var text = ""
    while let character = current {
      position += 1
      if character == "\"" { return text }
      if character == "\\", let next = current {
        text.append(next)
        position += 1
      } else {
        text.append(character)
      }
    }
    throw QueryProblem(
      position: start,
      length: position - start,
      message: "The quote is not closed: end it with \".",
      suggestion: String(characters[start...]) + "\""
    )
  }
}
