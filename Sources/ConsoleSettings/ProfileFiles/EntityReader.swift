import ConsoleDomain
import Yams

/// Reads the `entities` of a profile: types of documents, their personal data and how they are reached.
struct EntityReader {
  let file: String

  /// The types in the order of the file; faults say line and key path.
  func entities(_ node: Node?, _ faults: inout [SettingsFault]) -> [EntityProfile] {
    guard let node else { return [] }
    let section = YAMLMapping(node, file: file, path: "entities", faults: &faults)
    return section.names.compactMap { type in
      section.section(type, faults: &faults).flatMap { entity(type, $0, &faults) }
    }
  }

  private func entity(
    _ type: String,
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> EntityProfile? {
    entry.requireKnown(
      [
        "collection", "masked_view", "labels", "tenant", "name", "organization", "reach", "flags",
        "on_hold", "archived_by_strip", "personal", "secrets",
      ],
      faults: &faults
    )
    guard let collection = entry.required("collection", faults: &faults) else { return nil }
    return EntityProfile(
      type: type,
      collection: collection,
      maskedView: entry.string("masked_view", faults: &faults),
      labels: entry.strings("labels", faults: &faults) ?? [],
      isTenant: entry.bool("tenant", faults: &faults) ?? false,
      namePaths: paths(entry, "name", &faults),
      organizationPath: paths(entry, "organization", &faults).first,
      reach: reach(entry, &faults),
      flags: flags(entry, &faults),
      personal: personal(entry, &faults),
      secrets: paths(entry, "secrets", &faults),
      onHold: entry.string("on_hold", faults: &faults),
      isArchivedByStrip: entry.bool("archived_by_strip", faults: &faults) ?? false
    )
  }

  private func paths(
    _ entry: YAMLMapping,
    _ name: String,
    _ faults: inout [SettingsFault]
  ) -> [FieldPath] {
    guard entry[name] != nil else { return [] }
    return (entry.strings(name, faults: &faults) ?? []).compactMap { text in
      path(text, at: entry.place(name), &faults)
    }
  }

  private func path(
    _ text: String,
    at place: String,
    _ faults: inout [SettingsFault]
  ) -> FieldPath? {
    if let path = FieldPath(text) { return path }
    faults.append(
      SettingsFault(
        place: place,
        what: "`\(text)` is no path into a document",
        remedy: "write names with dots between them, `[]` after an array: emails[].value"
      )
    )
    return nil
  }

  private func reach(
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> [EntityProfile.Reach] {
    guard entry["reach"] != nil,
      let section = entry.section("reach", faults: &faults)
    else { return [] }
    section.requireKnown(
      Set(EntityProfile.Reach.Key.allCases.map(\.rawValue)),
      faults: &faults
    )
    return EntityProfile.Reach.Key.allCases.flatMap { key in
      paths(section, key.rawValue, &faults).map { EntityProfile.Reach(path: $0, key: key) }
    }
  }

  /// A flag that is given as null does not exist in these documents; one not given has its usual name.
  private func flags(
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> EntityProfile.Flags {
    var flags = EntityProfile.Flags()
    guard entry["flags"] != nil, let section = entry.section("flags", faults: &faults) else {
      return flags
    }
    section.requireKnown(["legal_hold", "stripped", "archived_at"], faults: &faults)
    flags.legalHold = member(section, "legal_hold", flags.legalHold, &faults)
    flags.stripped = member(section, "stripped", flags.stripped, &faults)
    flags.archivedAt = member(section, "archived_at", flags.archivedAt, &faults)
    return flags
  }

  private func member(
    _ section: YAMLMapping,
    _ name: String,
    _ usual: String?,
    _ faults: inout [SettingsFault]
  ) -> String? {
    guard let node = section[name] else { return usual }
    return node.null == nil ? section.string(name, faults: &faults) : nil
  }

  private func personal(
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> [PersonalField] {
    guard entry["personal"] != nil,
      let section = entry.section("personal", faults: &faults)
    else { return [] }
    return section.names.compactMap { name in
      guard let path = path(name, at: section.place(name), &faults),
        let field = section.section(name, faults: &faults)
      else { return nil }
      return self.field(path, field, &faults)
    }
  }

  private func field(
    _ path: FieldPath,
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> PersonalField? {
    entry.requireKnown(["kind", "replace", "strategy"], faults: &faults)
    guard let word = entry.required("kind", faults: &faults) else { return nil }
    guard let kind = PersonalField.Kind(rawValue: word) else {
      let known = PersonalField.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(
        SettingsFault(
          place: entry.place("kind"),
          what: "`\(word)` is no kind of personal data",
          remedy: "known are: \(known)"
        )
      )
      return nil
    }
    guard let replacement = replacement(entry, &faults) else { return nil }
    return PersonalField(path: path, kind: kind, replacement: replacement)
  }

  private func replacement(
    _ entry: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> PersonalField.Replacement? {
    if entry["strategy"] != nil {
      switch entry.string("strategy", faults: &faults) {
      case "unset": return .unset
      case "generalise": return .generalised
      case "hmac": return .pseudonym
      default:
        faults.append(
          SettingsFault(
            place: entry.place("strategy"),
            what: "no such strategy",
            remedy: "write unset, generalise or hmac; or leave it out and use `replace`"
          )
        )
        return nil
      }
    }
    guard let node = entry["replace"], node.null == nil else { return .null }
    if let sequence = node.sequence, sequence.isEmpty { return .emptyList }
    if let mapping = node.mapping {
      if mapping.isEmpty { return .emptyDocument }
      if mapping.count == 1, let text = mapping["date"]?.string,
        let date = Instant(iso8601: text)
      {
        return .date(date)
      }
    }
    if let text = node.scalar?.string, node.null == nil { return .text(text) }
    faults.append(
      SettingsFault(
        place: entry.place("replace"),
        what: "this can't stand in place of a personal value",
        remedy: "write a text, [], {}, { date: 1970-01-01T00:00:00.000Z }, or leave it out for null"
      )
    )
    return nil
  }
}
