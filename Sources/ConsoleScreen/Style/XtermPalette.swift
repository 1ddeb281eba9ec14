/// The 256 colours of xterm (256colres.h): 16 named, a cube of 6×6×6, 24 greys.
package enum XtermPalette {
  /// What an index looks like; the first sixteen as xterm ships them, terminals differ there.
  package static func rgb(_ index: UInt8) -> RGB {
    switch index {
    case 0..<16: return sixteen[Int(index)]
    case 16..<232:
      let cube = Int(index) - 16
      return RGB(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    default:
      let grey = UInt8(8 + 10 * (Int(index) - 232))
      return RGB(grey, grey, grey)
    }
  }

  /// The index from 16 up that looks most like a colour; users redefine the first sixteen.
  static func nearest(_ color: RGB) -> UInt8 { nearest(color, in: 16...255) }

  /// The nearest of the first sixteen.
  static func nearestOfSixteen(_ color: RGB) -> UInt8 { nearest(color, in: 0...15) }

  private static func nearest(_ color: RGB, in indices: ClosedRange<UInt8>) -> UInt8 {
    indices.min { rgb($0).distance(to: color) < rgb($1).distance(to: color) } ?? 7
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let sixteen = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}
