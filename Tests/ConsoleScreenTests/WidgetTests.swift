import ConsoleScreen
import Testing

@Suite("Widgets")
struct WidgetTests {
  private func drawn(_ columns: Int, _ rows: Int, _ draw: (inout Frame, Rect) -> Void) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    draw(&frame, Rect(frame.size))
    return frame
  }

  private func line(_ hints: KeyHints, _ columns: Int) -> String {
    drawn(columns, 1) { frame, rect in hints.draw(into: &frame, rect) }.text
  }

  private func line(_ spans: [Span], limit: Int) -> String {
    drawn(9, 1) { frame, _ in
      frame.put(spans, row: 0, column: 0, limit: limit, glyphs: .unicode)
    }.text
  }

  @Test func aDialogHasTwoTitles() {
    let frame = drawn(40, 4) { frame, rect in
      let inside = DialogBox(title: "Revoke 1 session", note: "PROD eu-west-1")
        .draw(into: &frame, rect, glyphs: .unicode)
      frame.put("inside", row: inside.row, column: inside.column, role: .dialog)
    }
    #expect(
      frame.text == """
        ┌─ Revoke 1 session ── PROD eu-west-1 ─┐
        │ inside                               │
        │                                      │
        └──────────────────────────────────────┘
        """
    )
  }

  @Test func aDangerousDialogHasADoubleBorder() {
    let unicode = drawn(20, 3) { frame, rect in
      DialogBox(title: "STRIP", isDangerous: true).draw(into: &frame, rect, glyphs: .unicode)
    }
    #expect(
      unicode.lines == ["╔═ STRIP ══════════╗", "║                  ║", "╚══════════════════╝"]
    )
    let ascii = drawn(20, 3) { frame, rect in
      DialogBox(title: "STRIP", isDangerous: true).draw(into: &frame, rect, glyphs: .ascii)
    }
    #expect(
      ascii.lines == ["#= STRIP ==========#", "#                  #", "#==================#"]
    )
  }

  @Test func dialogsAndButtonsHoldAtAnySize() {
    for columns in 0..<30 {
      for rows in 0..<4 {
        let frame = drawn(columns, rows) { frame, rect in
          let box = DialogBox(title: "A long title", note: "and a note", isDangerous: true)
          let inside = box.draw(into: &frame, rect, glyphs: .unicode)
          ButtonRow([.init("Cancel"), .init("Revoke")], focus: 0)
            .draw(into: &frame, inside, glyphs: .unicode)
        }
        #expect(frame.lines.count == rows)
      }
    }
  }

  @Test func buttonsShowFocusAndWhatIsNotYetPossible() {
    let frame = drawn(40, 1) { frame, rect in
      ButtonRow([.init("Cancel"), .init("Strip: not yet", isEnabled: false)], focus: 0)
        .draw(into: &frame, rect, glyphs: .unicode)
    }
    #expect(frame.text == "    [ Cancel ]   ( Strip: not yet )")
    #expect(frame.roleMap == "0:4-13 button.focus\n0:17-34 disabled")
  }

  @Test func aTreeIsIndentedAndScrolls() {
    let lines = [
      TreeLine(depth: 0, fold: .expanded, [Span("{3}")]),
      TreeLine(depth: 1, [Span("user", .jsonKey), Span(": "), Span("\"ana\"", .jsonString)]),
      TreeLine(depth: 1, fold: .collapsed, [Span("cookie", .jsonKey), Span(": {…}")]),
    ]
    let frame = drawn(16, 2) { frame, rect in
      var scroll = ScrollState()
      scroll.place(2, count: lines.count, height: 2)
      Tree(count: lines.count, scroll: scroll, isFocused: true)
        .draw(into: &frame, rect, glyphs: .unicode) { lines[$0] }
    }
    #expect(frame.text == "    user: \"ana\"\n  ▸ cookie: {…}")
    #expect(frame.roleMap.contains("0:4-7 json.key"))
    #expect(frame.roleMap.contains("1:0-15 row.cursor"))
  }

  @Test func barsUseEighths() {
    #expect(ProgressBar.text(0.5, width: 10, glyphs: .unicode) == "▕████░░░░▏")
    #expect(ProgressBar.fill(0.3, width: 4, glyphs: .unicode) == "█▏░░")
    #expect(ProgressBar.text(0.5, width: 10, glyphs: .ascii) == "[####....]")
    #expect(ProgressBar.text(.nan, width: 4, glyphs: .ascii) == "[..]")
    #expect(ProgressBar.text(7, width: 4, glyphs: .ascii) == "[##]")
    #expect(ProgressBar.text(1, width: 2, glyphs: .ascii) == "")
  }

  @Test func hintsGiveWayByPriority() {
    let hints = KeyHints([
      .init("⏎", "open"), .init("a", "actions", priority: 1), .init("y", "copy", priority: 3),
      .init("?", "help"),
    ])
    #expect(line(hints, 40) == " ⏎ open  a actions  y copy  ? help")
    #expect(line(hints, 30) == " ⏎ open  a actions  ? help")
    #expect(line(hints, 16) == " ⏎ open  ? help")
    #expect(line(hints, 3) == "")
  }

  @Test func fieldsAlignTheirValues() {
    let list = FieldList([
      .init("user", "ana"), .init("expires", [Span("in "), Span("4 s", .severityWarning)]),
      .init("agent", "a very long agent"),
    ])
    let frame = drawn(20, 3) { frame, rect in
      list.draw(into: &frame, rect, glyphs: .unicode)
    }
    #expect(frame.text == "user     ana\nexpires  in 4 s\nagent    a very lon…")
  }

  @Test func spansAreCutOnce() {
    let spans = [Span("ab", .key), Span("cd", .hint)]
    #expect(line(spans, limit: 4) == "abcd")
    #expect(line(spans, limit: 3) == "ab…")
    #expect(line(spans, limit: 0) == "")
  }
}
