import ConsoleScreen
import ConsoleText
import Testing

@Suite("Frame")
struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int = 1) -> Frame {
    Frame(size: Size(columns: columns, rows: rows))
  }

  @Test func putsWideTextAndAnswersTheCellsTaken() {
    var frame = frame(10)
    let frameUsed = frame.put("日本e\u{301}", row: 0, column: 1)
    #expect(frameUsed == 5)
    #expect(frame.text == " 日本e\u{301}")
    #expect(frame[0, 1].width == 2 && frame[0, 2].width == 0)
  }

  @Test func aWideCharacterNeverStraddlesAnEdge() {
    var frame = frame(4)
    frame.fill(Rect(frame.size), character: ".")
    let frameUsed = frame.put("a日本", row: 0, column: 0)
    #expect(frameUsed == 4)
    #expect(frame.text == "a日")
    #expect(frame[0, 3] == .blank)
    var limited = self.frame(6)
    limited.fill(Rect(limited.size), character: ".")
    let limitedUsed = limited.put("日本", row: 0, column: 0, limit: 3)
    #expect(limitedUsed == 3)
    #expect(limited.text == "日 ...")
    var left = self.frame(4)
    left.fill(Rect(left.size), character: ".")
    let leftUsed = left.put("日b", row: 0, column: -1)
    #expect(leftUsed == 3)
    #expect(left.text == " b..")
  }

  @Test func overwritingHalfOfAWideCharacterBlanksTheOther() {
    var frame = frame(6)
    frame.put("日本語", row: 0, column: 0)
    frame.put("x", row: 0, column: 1)
    #expect(frame.text == " x本語")
    frame.put("y", row: 0, column: 2)
    #expect(frame.text == " xy 語")
    frame.put("漢", row: 0, column: 3)
    #expect(frame.text == " xy漢")
  }

  @Test func drawingOutsideIsCut() {
    var frame = frame(3, 2)
    frame.put("abcdef", row: 0, column: -2)
    frame.put("x", row: 5, column: 0)
    frame.put("x", row: -1, column: 0)
    frame.put("x", row: 0, column: 9)
    frame.fill(Rect(row: 1, column: 1, columns: 99, rows: 99), character: "#")
    frame.paint(Rect(row: -5, column: -5, columns: 6, rows: 6), role: .match)
    #expect(frame.text == "cde\n ##")
    #expect(frame.roleMap == "0:0-0 match")
  }

  @Test func randomDrawingKeepsEveryWideCharacterWhole() {
    var generator = SeededGenerator(seed: 0xF4A3E)
    var frame = frame(17, 3)
    for step in 0..<5_000 {
      let text = RandomDrawing.text(using: &generator)
      frame.put(
        text,
        row: Int.random(in: -1..<4, using: &generator),
        column: Int.random(in: -4..<20, using: &generator),
        limit: Int.random(in: 0..<12, using: &generator)
      )
      for row in 0..<3 {
        #expect(frame.row(row).reduce(0) { $0 + Int($1.width) } == 17, "step \(step)")
        for column in 0..<17 where frame[row, column].width == 2 {
          #expect(frame[row, column + 1].width == 0, "step \(step)")
        }
      }
    }
  }
}

/// Words with narrow, wide and combined characters.
enum RandomDrawing {
  static func text(using generator: inout SeededGenerator) -> String {
    let pieces = ["a", "日", "e\u{301}", "😀", " ", "│", "क्ष"]
    return (0..<Int.random(in: 0..<8, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  static func draw(into frame: inout Frame, using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 0..<6, using: &generator) {
      frame.put(
        text(using: &generator),
        row: Int.random(in: 0..<max(1, frame.size.rows), using: &generator),
        column: Int.random(in: -2..<frame.size.columns + 2, using: &generator),
        role: Role.allCases.randomElement(using: &generator) ?? .text
      )
    }
  }
}
