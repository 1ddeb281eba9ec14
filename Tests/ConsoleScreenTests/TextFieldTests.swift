import ConsoleScreen
import Testing

@Suite("Text field")
struct TextFieldTests {
  private func typed(_ keys: [Key], from text: String = "") -> TextField {
    var field = TextField(text)
    for key in keys { _ = field.take(key) }
    return field
  }

  @Test(
    arguments: [
      ([Key.character("a"), .character("b"), .left, .character("c")], "acb", 2),
      ([.character("a"), .backspace, .backspace], "", 0),
      ([.character("a"), .character("b"), .home, .delete], "b", 0),
      ([.character("a"), .home, .left, .character("b"), .end, .right], "ba", 2),
    ])
  func edits(_ keys: [Key], _ text: String, _ cursor: Int) {
    let field = typed(keys)
    #expect(field.text == text)
    #expect(field.cursor == cursor)
  }

  @Test func deletesWordsAndEnds() {
    #expect(typed([.control("w")], from: "one two  ").text == "one ")
    #expect(typed([.left, .control("u")], from: "abc").text == "c")
    #expect(typed([.home, .right, .control("k")], from: "abc").text == "a")
  }

  @Test func leavesOtherKeysAlone() {
    var field = TextField("x")
    let taken = [Key.enter, .tab, .backTab, .escape, .up, .control("c")].filter { field.take($0) }
    #expect(taken.isEmpty)
    #expect(field.text == "x")
  }

  @Test func aPasteCannotPressEnter() {
    var field = TextField()
    field.insert("yes\r\n\u{1B}[A\tdelete\u{7F}")
    #expect(field.text == "yes[A delete")
  }

  @Test func combiningMarksJoinTheCharacterBefore() {
    var field = TextField("e")
    field.insert("\u{301}")
    #expect(field.text == "e\u{301}")
    #expect(field.cursor == 1)
    _ = field.take(.backspace)
    #expect(field.text.isEmpty)
  }

  @Test func takesNoMoreThanItsLimit() {
    #expect(TextField("abcdef", limit: 4).text == "abcd")
  }

  @Test func scrollsToTheCursor() {
    var frame = Frame(size: Size(columns: 8, rows: 1))
    let rect = Rect(row: 0, column: 1, columns: 6, rows: 1)
    TextField("abcdefgh").draw(into: &frame, rect, isFocused: true, glyphs: .unicode)
    #expect(frame.text == " defgh")
    #expect(frame.cursor == Position(row: 0, column: 6))
    #expect(frame.roleMap == "0:1-6 input")
    TextField("日本語日").draw(into: &frame, rect, isFocused: true, glyphs: .unicode)
    #expect(frame.text == " 語日")
    #expect(frame.cursor == Position(row: 0, column: 5))
  }

  @Test func neverBreaksUnderRandomKeys() {
    var generator = SeededGenerator(seed: 0x7E87)
    let keys: [Key] = [
      .left, .right, .home, .end, .backspace, .delete, .control("w"), .control("u"), .control("k"),
      .character("a"), .character("日"), .character("\u{301}"), .character("\u{1F1E6}"),
      .character(" "), .character("\u{200D}"),
    ]
    var field = TextField(limit: 30)
    for step in 0..<5_000 {
      if let key = keys.randomElement(using: &generator) { _ = field.take(key) }
      #expect((0...field.text.count).contains(field.cursor), "step \(step)")
      var frame = Frame(size: Size(columns: 9, rows: 1))
      field.draw(into: &frame, Rect(frame.size), isFocused: true, glyphs: .ascii)
      #expect((0..<9).contains(frame.cursor?.column ?? -1), "step \(step)")
    }
  }
}
