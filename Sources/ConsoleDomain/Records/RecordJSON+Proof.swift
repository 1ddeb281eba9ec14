import ConsoleCrypto
import ConsoleText

extension RecordJSON {
  /// A proof as `audit prove` prints it; hashes are hex, `checkpoint` is the note of the same size.
  package static func proof(_ proof: ChainProof, checkpoint: String?) -> String {
    var object = JSONObjectText()
    switch proof {
    case .inclusion(let header, let size, let root, let path):
      object.add("type", "inclusion")
      object.add("header", json: self.header(header))
      object.add("leafHash", header.hash)
      object.add("index", header.sequence)
      object.add("size", Int64(size))
      object.add("root", Hex.encode(root))
      object.add("path", list: hexList(path))
    case .consistency(let first, let firstRoot, let size, let root, let path):
      object.add("type", "consistency")
      object.add("from", Int64(first))
      object.add("fromRoot", Hex.encode(firstRoot))
      object.add("size", Int64(size))
      object.add("root", Hex.encode(root))
      object.add("path", list: hexList(path))
    }
    object.add("checkpoint", checkpoint)
    return object.text
  }

  private static func hexList(_ hashes: [[UInt8]]) -> [String] {
    hashes.map { JSONText.quoted(Hex.encode($0)) }
  }
}
