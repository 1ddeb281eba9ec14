import ConsoleCrypto
import ConsoleSystem
import Glibc

/// Reads a file line by line and hashes it on the way; memory holds one line and one piece.
struct LineFile: ~Copyable {
  private static let pieceSize = 1 << 18
  /// More than the largest record; a longer line is none of ours.
  private static let lineLimit = 64 << 20

  private let path: String
  private let descriptor: FileDescriptor
  private var hasher = SHA256Hasher()
  private var piece: ArraySlice<UInt8> = []
  private(set) var bytes: Int64 = 0

  init(path: String) throws(SystemFailure) {
    self.path = path
    descriptor = try FileDescriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW)
  }

  /// The next line without its newline; nil at the end.
  ///
  /// A last line without one is given, too.
  mutating func next() throws(SystemFailure) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if piece.isEmpty {
        let read = try descriptor.read(upTo: Self.pieceSize, path: path)
        if read.isEmpty { return line.isEmpty ? nil : line }
        hasher.update(read)
        bytes += Int64(read.count)
        piece = read[...]
      }
      if let end = piece.firstIndex(of: UInt8(ascii: "\n")) {
        line += piece[..<end]
        piece = piece[(end + 1)...]
        return line
      }
      line += piece
      piece = []
      guard line.count <= Self.lineLimit else {
        throw SystemFailure("read", path: path, code: EFBIG)
      }
    }
  }

  /// The SHA-256 in hex, once `next` has answered nil.
  mutating func finish() -> String { Hex.encode(hasher.finish()) }
}
