import ConsoleScreen
import ConsoleText
import Testing

@Suite("Table")
struct TableTests {
  private static let columns = [
    TableColumn("SESSION", width: .fixed(9), cut: .middle),
    TableColumn("USER", width: .flexible(minimum: 6)),
    TableColumn("TTL", width: .fixed(5), priority: 1, alignment: .trailing),
    TableColumn("AGENT", width: .flexible(minimum: 5), priority: 2),
  ]

  private static let rows = [
    TableRow([Span("s_9f3a77c1"), Span("ana"), Span("29:56"), Span("curl")]),
    TableRow([Span("s_11d0"), Span("日本語日本語"), Span("4s", .severityWarning)], isMarked: true),
    TableRow([Span("s_7c42"), Span("bo")], change: .gone),
    TableRow([Span("s_90ef")], change: .new),
  ]

  private func drawn(
    _ columns: Int,
    _ height: Int,
    cursor: Int = 1,
    sort: Table.Sort? = nil,
    glyphs: Glyphs = .unicode
  ) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: height))
    var scroll = ScrollState()
    scroll.place(cursor, count: Self.rows.count, height: height - 1)
    let table = Table(columns: Self.columns, sort: sort, count: Self.rows.count, scroll: scroll)
    table.draw(into: &frame, Rect(frame.size), glyphs: glyphs) { Self.rows[$0] }
    return frame
  }

  @Test func showsHeaderMarksCursorAndCuts() {
    let frame = drawn(38, 5, sort: Table.Sort(column: 2, isAscending: false))
    #expect(
      frame.text == """
           SESSION    USER       TTL↓  AGENT
           s_9f…77c1  ana       29:56  curl
        *▸ s_11d0     日本語…      4s
        -  s_7c42     bo
        +  s_90ef
        """
    )
  }

  @Test func sharesOutWhatIsLeftUpToEachMaximum() {
    let columns = [
      TableColumn("A", width: .flexible(minimum: 4, maximum: 6)),
      TableColumn("B", width: .fixed(5)),
      TableColumn("C", width: .flexible(minimum: 4)),
    ]
    #expect(TableLayout(columns: columns, width: 20).slots.map(\.width) == [4, 5, 4])
    #expect(TableLayout(columns: columns, width: 23).slots.map(\.width) == [6, 5, 5])
    #expect(TableLayout(columns: columns, width: 40).slots.map(\.width) == [6, 5, 22])
    #expect(TableLayout(columns: [columns[0]], width: 40).slots.map(\.width) == [6])
  }

  @Test func givesRolesToCellsAndTheCursorRow() {
    let map = drawn(38, 5, cursor: 0, sort: Table.Sort(column: 0, isAscending: true)).roleMap
    #expect(
      map == """
        0:0-2 table.header
        0:3-11 table.sort
        0:12-37 table.header
        1:0-37 row.cursor
        2:0-0 row.mark
        2:3-11 row.mark
        2:14-21 row.mark
        2:24-28 sev.warn
        3:0-0 row.gone
        3:3-11 row.gone
        3:14-21 row.gone
        4:0-0 row.new
        4:3-11 row.new
        """
    )
  }

  @Test func dropsColumnsByPriority() {
    #expect(drawn(30, 2).lines[0] == "   SESSION    USER         TTL")
    #expect(drawn(22, 2).lines[0] == "   SESSION    USER")
    #expect(drawn(8, 2).lines[0] == "   SESS…")
    #expect(drawn(0, 2).lines == ["", ""])
    #expect(TableLayout(columns: Self.columns, width: 22).dropped == 2)
  }

  @Test func asksForTheRowsInViewOnly() {
    var asked: [Int] = []
    var scroll = ScrollState()
    scroll.place(500_000, count: 1_000_000, height: 3)
    var frame = Frame(size: Size(columns: 20, rows: 4))
    Table(columns: Self.columns, count: 1_000_000, scroll: scroll)
      .draw(into: &frame, Rect(frame.size), glyphs: .ascii) {
        asked.append($0)
        return TableRow([Span("\($0)")])
      }
    #expect(asked == [499_998, 499_999, 500_000])
    #expect(frame.lines[3] == " > 500000")
  }

  @Test(arguments: 0..<90)
  func fillsNoMoreThanTheWidth(_ width: Int) {
    let layout = TableLayout(columns: Self.columns, width: width)
    for slot in layout.slots { #expect(slot.column + slot.width <= width) }
    if width >= 34, let last = layout.slots.last { #expect(last.column + last.width == width) }
  }
}
