import ConsoleDomain
import Yams

/// Reads a profile's YAML (docs/profiles.md says what may stand in it).
enum ProfileReader {
  /// The profile in this text; nil when something is wrong, which then stands in `faults`.
  static func read(
    _ text: String,
    file: String,
    faults: inout [SettingsFault]
  ) -> Profile? {
    let before = faults.count
    guard let root = YAMLMapping.parse(text, file: file, faults: &faults) else { return nil }
    root.requireKnown(
      ["name", "sessions", "limiters", "collections", "tenants", "entities"],
      faults: &faults
    )
    let name = root.required("name", faults: &faults)
    let sessions = sessions(root, &faults)
    let collections = collections(root, &faults)
    let limiters = LimiterReader.limiters(root, &faults)
    let tenants = root["tenants"] == nil ? nil : tenants(root, &faults)
    let entities = EntityReader(file: file).entities(root["entities"], &faults)
    guard faults.count == before, let name, let sessions, let collections else { return nil }
    return Profile(
      name: name,
      sessions: sessions,
      limiters: limiters,
      collections: collections,
      tenants: tenants,
      entities: entities
    )
  }

  private static func sessions(
    _ root: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> Profile.Sessions? {
    guard let section = root.section("sessions", faults: &faults) else { return nil }
    section.requireKnown(
      [
        "prefixes", "user_index_prefix", "user_paths", "organization_path", "role_path", "ip_path",
        "agent_path", "created_at_path", "last_seen_path",
      ],
      faults: &faults
    )
    guard let prefixes = section.strings("prefixes", faults: &faults), !prefixes.isEmpty else {
      faults.append(section.missing("prefixes"))
      return nil
    }
    return Profile.Sessions(
      prefixes: prefixes,
      userIndexPrefix: section.string("user_index_prefix", faults: &faults),
      userPaths: section.strings("user_paths", faults: &faults) ?? [],
      organizationPath: section.string("organization_path", faults: &faults),
      rolePath: section.string("role_path", faults: &faults),
      ipPath: section.string("ip_path", faults: &faults),
      agentPath: section.string("agent_path", faults: &faults),
      createdAtPath: section.string("created_at_path", faults: &faults),
      lastSeenPath: section.string("last_seen_path", faults: &faults)
    )
  }

  private static func collections(
    _ root: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> Profile.Collections? {
    guard let section = root.section("collections", faults: &faults) else { return nil }
    section.requireKnown(
      ["users", "masked_users", "organizations", "events", "refusal_events"],
      faults: &faults
    )
    guard let users = section.required("users", faults: &faults),
      let organizations = section.required("organizations", faults: &faults),
      let events = section.required("events", faults: &faults)
    else { return nil }
    return Profile.Collections(
      users: users,
      maskedUsers: section.string("masked_users", faults: &faults),
      organizations: organizations,
      events: events,
      refusalEvents: section.strings("refusal_events", faults: &faults) ?? []
    )
  }

  private static func tenants(
    _ root: YAMLMapping,
    _ faults: inout [SettingsFault]
  ) -> Profile.Tenants? {
    guard let section = root.section("tenants", faults: &faults) else { return nil }
    section.requireKnown(["dedicated", "uri", "database"], faults: &faults)
    guard let dedicated = path(section, "dedicated", &faults),
      let uri = path(section, "uri", &faults)
    else { return nil }
    let database = section["database"] == nil ? nil : path(section, "database", &faults)
    return Profile.Tenants(dedicated: dedicated, uri: uri, database: database)
  }

  /// A path that a filter can name.
  private static func path(
    _ section: YAMLMapping,
    _ name: String,
    _ faults: inout [SettingsFault]
  ) -> FieldPath? {
    guard let text = section.required(name, faults: &faults) else { return nil }
    if let path = FieldPath(text), path.filterName != nil { return path }
    faults.append(
      SettingsFault(
        place: section.place(name),
        what: "`\(text)` is no path to one member",
        remedy: "write names with dots between them: datastore.uri"
      )
    )
    return nil
  }
}
