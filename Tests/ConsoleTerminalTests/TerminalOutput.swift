import Glibc

/// What a program wrote, looked at as bytes.
enum TerminalOutput {
  static func holds(_ output: [UInt8], _ text: String) -> Bool {
    String(decoding: output, as: UTF8.self).utf8.ranges(of: Array(text.utf8)).isEmpty == false
  }

  /// Whether the texts stand near the end, in this order.
  static func ends(_ output: [UInt8], with texts: [String]) -> Bool {
    var rest = output.suffix(400)
    for text in texts {
      guard let range = rest.firstRange(of: Array(text.utf8)) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  static func file(_ path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
