import ConsoleDomain
import Testing

@Suite struct FormattingTests {
  @Test(arguments: [
    (-5, "0:00"), (0, "0:00"), (9, "0:09"), (60, "1:00"), (119, "1:59"), (120, "2m"), (3299, "54m"),
    (3600, "1h"), (11_520, "3h 12m"), (86_399, "23h 59m"), (86_400, "1d"), (432_000, "5d"),
  ])
  func timeLeft(seconds: Int, text: String) {
    #expect(TimeText.left(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (-5, "0s"), (0, "0s"), (59, "59s"), (60, "1m"), (119, "1m"), (3600, "1h"), (90_000, "1d"),
  ])
  func age(seconds: Int, text: String) {
    #expect(TimeText.age(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (-1, "0 ms"), (800, "800 ms"), (4000, "4 s"), (4560, "4.5 s"), (119_999, "119.9 s"),
    (300_000, "5m"),
  ])
  func span(milliseconds: Int, text: String) {
    #expect(TimeText.span(.milliseconds(milliseconds)) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-1204, "-1,204"), (1_234_567, "1,234,567"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func grouped(count: Int, text: String) {
    #expect(CountText.grouped(count) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.0k"), (8199, "8.1k"), (31_999, "31k"), (1_290_000, "1.2M"),
    (-3, "0"),
  ])
  func short(count: Int, text: String) {
    #expect(CountText.short(count) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (31_800, "31 KiB"), (1_300_000, "1.2 MiB"),
    (Int.max, "8388607 TiB"),
  ])
  func bytes(count: Int, text: String) {
    #expect(CountText.bytes(count) == text)
  }

  @Test(arguments: [(0, "0 sessions"), (1, "1 session"), (1204, "1,204 sessions")])
  func noun(count: Int, text: String) {
    #expect(CountText.noun(count, "session") == text)
  }
}
