import ConsoleSystem

/// How far this machine has found every intent of a chain ended, so that a start need not read it all.
///
/// One small file a chain, named after its first event; losing it costs one longer search.
package struct RecoveryMark: Sendable {
  private let folder: Folder

  /// Names the folder; it is made with the first mark.
  package init(path: String) {
    folder = Folder(path)
  }

  /// The sequence before which nothing dangles; 0 where that is not known.
  func sequence(ofChain genesis: String) -> Int64 {
    guard let bytes = try? file(genesis).read(limit: 64),
      let sequence = Int64(String(decoding: bytes, as: UTF8.self)), sequence >= 0
    else { return 0 }
    return sequence
  }

  /// Best effort: without the file the next search is longer, and as right.
  func store(_ sequence: Int64, ofChain genesis: String) {
    guard self.sequence(ofChain: genesis) != sequence else { return }
    try? folder.create()
    try? file(genesis).replace(with: String(sequence).utf8)
  }

  private func file(_ genesis: String) -> File {
    File("\(folder.path)/\(genesis.filter { $0.isLetter || $0.isNumber })")
  }
}
