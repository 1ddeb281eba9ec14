import ConsoleDomain

extension HoldExportManifest {
  /// What whoever opens the folder has to know: `README.txt`.
  static func readme(of occasion: Occasion) -> String {
    """
    Held material: \(occasion.subject)

    \(collectionFile("NAME"))  the documents of a collection that the holds cover
    events.ndjson           the backend's events about them
    evidence.ndjson         copies of sessions that were live when a hold was placed
    holds.ndjson            the holds themselves: matter, scope, who placed them
    manifest.json           counts, what was left out, and the SHA-256 of each file

    One document a line, as MongoDB Extended JSON (canonical). Nothing is redacted but credentials,
    which read "\(SecretMembers.mark)" and are counted in the manifest.

    `holdfast hold verify-export FOLDER` compares the files with the manifest; without Holdfast compare
    `sha256sum` of each with it. The SHA-256 of manifest.json itself is in the record of the export,
    operation \(occasion.operation).

    """
  }

  /// The file of a collection's documents; characters that a file's name should not have become `_`.
  static func collectionFile(_ collection: String) -> String {
    let name = collection.unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
        ? String(scalar) : "_"
    }
    return "documents-\(name.joined()).ndjson"
  }
}
