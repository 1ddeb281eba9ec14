/// A colour in sRGB, eight bits a channel.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  /// Makes a colour.
  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Relative luminance, 0 to 1 (WCAG 2.1).
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// How well the two can be told apart as text and background, 1 to 21 (WCAG 2.1).
  package func contrast(to other: RGB) -> Double {
    let lighter = max(luminance, other.luminance)
    let darker = min(luminance, other.luminance)
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// The square of the distance in Oklab, where equal distances look equally far.
  ///
  /// Source: B. Ottosson, A perceptual color space for image processing, 2020.
  func distance(to other: RGB) -> Double {
    let (a, b) = (oklab, other.oklab)
    let (lightness, greenRed, blueYellow) = (a.0 - b.0, a.1 - b.1, a.2 - b.2)
    return lightness * lightness + greenRed * greenRed + blueYellow * blueYellow
  }

  private var oklab: (Double, Double, Double) {
    let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let long = Self.root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b, 3)
    let medium = Self.root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b, 3)
    let short = Self.root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b, 3)
    return (
      0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
      1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
      0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    )
  }

  /// The light a channel stands for (IEC 61966-2-1).
  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    if value <= 0.04045 { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    // base^2.4
    return base * base * root(base * base, 5)
  }

  /// Newton's method: the standard library has no `pow`, and this module imports no C.
  private static func root(_ value: Double, _ degree: Int) -> Double {
    guard value > 0 else { return 0 }
    var guess = 1.0
    for _ in 0..<64 {
      var power = 1.0
      for _ in 1..<degree { power *= guess }
      let next = guess + (value / power - guess) / Double(degree)
      if abs(next - guess) < 1e-14 { return next }
      guess = next
    }
    return guess
  }
}
