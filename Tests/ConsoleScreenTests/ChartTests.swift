import ConsoleScreen
import Testing

/// Columns of blocks: what they show, and what they must not be mistaken for.
@Suite struct ChartTests {
  private func draw(
    _ columns: [Chart.Column?],
    top: Int,
    threshold: Chart.Threshold? = nil,
    glyphs: Glyphs = .unicode,
    size: Size = Size(columns: 14, rows: 6)
  ) -> Frame {
    var frame = Frame(size: size)
    var chart = Chart(columns: columns, top: top)
    chart.threshold = threshold
    chart.draw(into: &frame, Rect(size), glyphs: glyphs)
    return frame
  }

  @Test func barsAreInEighthsAndTheNewestStandsOnTheRight() {
    let frame = draw([.init(100), .init(50), .init(3)], top: 100)
    #expect(
      frame.text == """
        100┤       █
           │       █
         50┤       ██
           │       ██▁
           └──────────

        """
    )
  }

  @Test func zeroIsBlankAndWhatNobodyRecordedIsADot() {
    let lines = draw([.init(0), nil, .init(0)], top: 10).lines
    #expect(lines[3].hasSuffix("│         ·"))
    let ascii = draw([.init(0), nil, .init(8)], top: 8, glyphs: .ascii).lines
    #expect(ascii[3].hasSuffix("?#"))
    #expect(ascii.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test func whatIsNotZeroIsNeverInvisible() {
    #expect(ChartBar.eighths(1, of: 1_000_000, rows: 5) == 1)
    #expect(ChartBar.eighths(0, of: 10, rows: 5) == 0)
    #expect(ChartBar.eighths(20, of: 10, rows: 5) == 40)
  }

  @Test func scalesEndAtOneTwoOrFive() {
    let tops = [0, 1, 2, 3, 6, 10, 11, 97, 201, 501].map { ChartBar.top(over: $0) }
    #expect(tops == [1, 1, 2, 5, 10, 10, 20, 100, 500, 1000])
    #expect(ChartBar.top(over: .max) == .max)
  }

  @Test func columnsBeyondTheThresholdAreMarkedWithoutColourToo() {
    let frame = draw(
      [.init(2), .init(90)],
      top: 100,
      threshold: Chart.Threshold(50, name: "alert"),
      size: Size(columns: 24, rows: 6)
    )
    #expect(frame[3, 23].role == .chartOver)
    #expect(frame[3, 22].role == .chartBar)
    #expect(frame.lines[2].contains("alert ╌╌"))
  }

  @Test func partsAreStackedFromTheBottom() {
    let frame = draw([.init(100, parts: [50, 25])], top: 100)
    let roles = (0..<4).map { frame[$0, 13].role }
    #expect(roles == [.textDim, .chartSecond, .chartBar, .chartBar])
  }

  @Test func aSparklineHasItsOwnScale() {
    #expect(Sparkline.text([nil, 0, 1, 4], glyphs: .unicode) == "· ▂█")
    #expect(Sparkline.text([nil, 0, 4], glyphs: .ascii) == "? #")
  }

  @Test func anySizeIsDrawnWithoutATrap() {
    for columns in 0..<12 {
      for rows in 0..<6 {
        let size = Size(columns: columns, rows: rows)
        let frame = draw(
          [.init(5), nil, .init(900)],
          top: 1000,
          threshold: Chart.Threshold(5, name: "x"),
          size: size
        )
        #expect(frame.size == size)
      }
    }
  }
}
