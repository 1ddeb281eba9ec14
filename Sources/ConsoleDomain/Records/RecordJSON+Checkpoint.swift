import ConsoleText

extension RecordJSON {
  /// A checkpoint that was signed, and where copies of it went.
  package static func checkpoint(
    _ signed: SignedCheckpoint,
    sequence: Int64,
    copiedTo: [String],
    failures: [(name: String, reason: String)]
  ) -> String {
    var object = JSONObjectText()
    object.add("origin", signed.checkpoint.origin)
    object.add("size", Int64(signed.checkpoint.size))
    object.add("root", signed.checkpoint.rootHex)
    object.add("note", signed.note.description)
    object.add("seq", String(sequence))
    object.add("copiedTo", list: copiedTo.map { JSONText.quoted($0) })
    object.add(
      "failures",
      list: failures.map { failure in
        var member = JSONObjectText()
        member.add("place", failure.name)
        member.add("reason", failure.reason)
        return member.text
      }
    )
    return object.text
  }
}
