/// The texts of one segment, each stored once as UTF-8 in a single run of bytes.
///
/// A code is an index into the table. Every segment has its own, so that a sealed segment never
/// depends on what the builder does next.
package struct TextTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends; it begins where the one before ends.
  private var ends: [UInt32] = []

  /// Makes an empty table.
  package init() {}

  /// How many texts there are; codes run from 0 to below this.
  package var count: Int { ends.count }

  /// The UTF-8 of a text, without a copy.
  package subscript(code: UInt16) -> ArraySlice<UInt8> {
    let index = Int(code)
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return bytes[start..<Int(ends[index])]
  }

  /// A text as a string.
  package func string(_ code: UInt16) -> String {
    String(decoding: self[code], as: UTF8.self)
  }

  mutating func append(_ text: String) -> UInt16 {
    bytes.append(contentsOf: text.utf8)
    ends.append(UInt32(bytes.count))
    return UInt16(ends.count - 1)
  }

  mutating func trim() {
    bytes = exactCopy(of: bytes)
    ends = exactCopy(of: ends)
  }

  var footprint: Int { bytes.capacity + ends.capacity * MemoryLayout<UInt32>.stride }
}

/// The same elements in a buffer of their size.
func exactCopy<Element>(of elements: [Element]) -> [Element] {
  var copy: [Element] = []
  copy.reserveCapacity(elements.count)
  copy.append(contentsOf: elements)
  return copy
}
