import ConsoleDomain
import Yams

/// Reads the limiters of a profile (docs/profiles.md).
enum LimiterReader {
  private static let known: Set<String> = [
    "name", "format", "prefix", "collection", "database", "limit", "window_seconds",
    "block_seconds",
    "refuses", "status",
  ]

  /// The limiters that are sound; what is wrong with the others stands in `faults`.
  static func limiters(
    _ root: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> [Profile.Limiter] {
    guard let sequence = root["limiters"]?.sequence else { return [] }
    return sequence.enumerated().compactMap { index, node in
      limiter(
        YAMLMapping(node, file: root.file, path: "limiters[\(index)]", faults: &faults),
        &faults
      )
    }
  }

  private static func limiter(
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> Profile.Limiter? {
    entry.requireKnown(known, faults: &faults)
    guard let name = entry.required("name", faults: &faults),
      let format = word("format", of: LimiterFormat.self, or: .counter, entry, &faults),
      let refusal = word("refuses", of: Profile.Limiter.Refusal.self, or: .usual, entry, &faults)
    else { return nil }
    // A hashed key has no beginning of its own, and a collection may be one limiter's alone.
    let mayBeBare = format.hashesClients || format.store == .mongo
    let prefix =
      mayBeBare
      ? entry.string("prefix", faults: &faults) ?? "" : entry.required("prefix", faults: &faults)
    let collection = entry.string("collection", faults: &faults)
    guard let prefix else { return nil }
    if format.store == .mongo, collection == nil {
      faults.append(entry.missing("collection"))
      return nil
    }
    return Profile.Limiter(
      name: name,
      format: format,
      prefix: prefix,
      collection: collection,
      database: entry.string("database", faults: &faults),
      // None is allowed at all: express-rate-limit 7 refuses every try.
      limit: entry.positive("limit", from: 0, faults: &faults),
      window: entry.positive("window_seconds", faults: &faults).map { .seconds($0) },
      blockDuration: entry.positive("block_seconds", faults: &faults).map { .seconds($0) },
      refusal: refusal,
      status: entry.positive("status", faults: &faults) ?? 429
    )
  }

  /// One of an enumeration's words; nil, with a fault that lists them, for any other.
  private static func word<Word: RawRepresentable & CaseIterable>(
    _ name: String,
    of type: Word.Type,
    or usual: Word,
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> Word? where Word.RawValue == String {
    guard let text = entry.string(name, faults: &faults) else { return usual }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    faults.append(
      SettingsFault(
        place: entry.place(name),
        what: "`\(text)` is none of its words",
        remedy: "write one of: \(words)"
      )
    )
    return nil
  }
}
