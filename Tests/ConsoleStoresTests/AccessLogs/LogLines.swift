import ConsoleDomain

/// Random lines of the combined format, some of them broken, some made to mislead.
struct LogLines {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  private mutating func one(_ texts: [String]) -> String { texts[below(texts.count)] }

  mutating func next() -> String {
    let address = one(["10.0.0.\(below(256))", "2001:db8::\(below(99))", "-", "client"])
    let user = one(["-", "ana", "a[b", "x] y", ""])
    let day = one(["24/Nov/2026", "01/Jan/2027", "31/Feb/2026", "4/Nov/2026", "29/Feb/2028"])
    let time = "\(one(["00", "03", "23", "24"])):\(10 + below(50)):\(10 + below(52))"
    let zone = one(["+0000", "+0000", "-0330", "+0100", "0100", "+9900"])
    let request = one([
      "GET /", "POST /a 429 b HTTP/1.1", "GET /\\\"x\\\" 429 ", "-", "", "GET /\\\\",
      "GET /[24/Nov",
    ])
    let status = one(["200", "429", "404", "4290", "42", "099", "4x9"])
    let rest = one([" 12 \"-\" \"curl\"", "", " 429 ", " - \"] \\\" 429 \""])
    let line = "\(address) - \(user) [\(day):\(time) \(zone)] \"\(request)\" \(status)\(rest)"
    return below(12) == 0 ? String(line.prefix(below(line.count))) : line
  }
}

/// A line of the combined format read in the plainest way: character by character, nothing remembered.
struct PlainLine {
  let minute: Instant
  let status: Int

  init?(_ line: String) {
    let characters = Array(line)
    for open in characters.indices where characters[open] == "[" {
      guard let read = Self.read(characters, open) else { continue }
      self = read
      return
    }
    return nil
  }

  private init(minute: Instant, status: Int) {
    self.minute = minute
    self.status = status
  }

  private static func read(_ line: [Character], _ open: Int) -> PlainLine? {
    guard open + 31 < line.count, line[open + 27] == "]", line[open + 28] == " ",
      line[open + 29] == "\"", let minute = minute(String(line[open + 1..<open + 27]))
    else { return nil }
    var place = open + 30
    while place < line.count, line[place] != "\"" { place += line[place] == "\\" ? 2 : 1 }
    let rest = line.dropFirst(place + 1)
    guard rest.first == " ", case let word = rest.dropFirst().prefix(while: { $0 != " " }),
      word.count == 3, let status = Int(String(word)), status >= 100
    else { return nil }
    return PlainLine(minute: minute, status: status)
  }

  private static func minute(_ text: String) -> Instant? {
    let months = ["Jan": 1, "Feb": 2, "Nov": 11]
    let halves = text.split(separator: " ")
    let parts = halves[0].split(omittingEmptySubsequences: false) { "/:".contains($0) }
    guard halves.count == 2, parts.count == 6, parts[0].count == 2, let day = Int(parts[0]),
      let month = months[String(parts[1])], let year = Int(parts[2]), let hour = Int(parts[3]),
      let minute = Int(parts[4]), let second = Int(parts[5]), hour < 24, minute < 60, second <= 60,
      halves[1].count == 5, "+-".contains(halves[1].prefix(1)),
      let zone = Int(halves[1].dropFirst()),
      zone / 100 < 24, zone % 100 < 60
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    let offset = (zone / 100 * 60 + zone % 100) * (halves[1].hasPrefix("-") ? -1 : 1)
    let minutes = date.daysSinceEpoch * 1440 + hour * 60 + minute - offset
    return Instant(milliseconds: Int64(minutes) * 60_000)
  }
}
