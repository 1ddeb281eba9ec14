import ConsoleText

/// A profile for stores that have none: what a bounded look recognised, and what is left to fill in.
package struct ProfileProposal: Hashable, Sendable {
  /// Prefixes of session keys.
  package var sessionPrefixes: [String] = []
  /// The prefix of the sets of session ids, one a user.
  package var userIndexPrefix: String?
  package var limiters: [Profile.Limiter] = []
  /// Beginnings of keys that hold numbers of no library's own form: views, sequences, or limiters.
  package var unknownNumbers: [String] = []
  package var collections: [String] = []

  /// What was seen of a store.
  package struct Sample: Hashable, Sendable {
    package var keys: [SampledKey]
    /// Every collection of the backend's database.
    package var collections: [String]
    /// Limiters that count in collections.
    package var limiters: [Profile.Limiter]

    /// Makes a sample.
    package init(keys: [SampledKey], collections: [String], limiters: [Profile.Limiter]) {
      self.keys = keys
      self.collections = collections
      self.limiters = limiters
    }
  }

  /// Proposes from a sample; `known` are limiters whose limits need not be asked for.
  package init(_ sample: Sample, known: [Profile.Limiter]) {
    let recognition = LimiterRecognition(
      known: LimiterMatcher(known),
      names: Set(sample.keys.map(\.text))
    )
    var sessions: Set<String> = []
    var numbers: Set<String> = []
    for key in sample.keys {
      if let limiter = recognition.limiter(of: key) {
        if !limiters.contains(limiter) { limiters.append(limiter) }
      } else if let beginning = key.beginning {
        if key.isSession { sessions.insert(beginning) }
        if key.value == .set, beginning == "user:sessions:" { userIndexPrefix = beginning }
        if key.isNumber, !ReservedKeys.contains(key.key), !key.text.hasSuffix(":timer") {
          numbers.insert(beginning)
        }
      }
    }
    sessionPrefixes = sessions.sorted()
    unknownNumbers = numbers.subtracting(limiters.map(\.prefix)).sorted()
    limiters = limiters.sorted { ($0.name, $0.prefix) < ($1.name, $1.prefix) } + sample.limiters
    collections = sample.collections.sorted()
  }
}

extension ProfileProposal {
  /// The profile as YAML, with a comment at whatever a person has to fill in or to look at.
  package var yaml: String {
    var lines = [
      "# Proposed from a sample of the stores: read it through, then profile check.",
      "name: detected", "",
    ]
    lines += sessionLines + [""] + collectionLines + [""] + limiterLines
    return lines.map { $0 + "\n" }.joined()
  }

  private var sessionLines: [String] {
    let prefixes = sessionPrefixes.isEmpty ? ["sess:"] : sessionPrefixes
    var lines = ["sessions:"]
    if sessionPrefixes.isEmpty { lines.append("  # no session was seen: fill in") }
    lines.append("  prefixes: [\(prefixes.map { JSONText.quoted($0) }.joined(separator: ", "))]")
    if let userIndexPrefix {
      lines.append("  user_index_prefix: \(JSONText.quoted(userIndexPrefix))")
    }
    lines.append("  user_paths: [user.id, passport.user, userId] # where the user id stands: check")
    return lines
  }

  private var collectionLines: [String] {
    [
      "collections:",
      collection("users", ["users", "user", "accounts"]),
      collection(
        "organizations",
        ["organizations", "organisations", "orgs", "tenants", "companies"]
      ),
      collection(
        "events",
        ["eventlogs", "auditlogs", "audit_logs", "auditevents", "audits", "activitylogs"]
      ),
    ]
  }

  private func collection(_ entry: String, _ names: [String]) -> String {
    if let name = names.first(where: collections.contains) {
      return "  \(entry): \(JSONText.quoted(name))"
    }
    return "  \(entry): \(JSONText.quoted(names[0])) # there is none of this name: fill in"
  }

  private var limiterLines: [String] {
    let unknown = unknownNumbers.map {
      "# left alone: numbers under \(JSONText.quoted($0)) may be anything"
    }
    guard !limiters.isEmpty else { return ["limiters: [] # none was recognised"] + unknown }
    return ["limiters:"] + limiters.flatMap(lines) + unknown
  }

  private func lines(_ limiter: Profile.Limiter) -> [String] {
    var lines = ["  - name: \(JSONText.quoted(limiter.name))"]
    if limiter.format == .upstashSliding {
      lines.append("    # upstash-fixed has the same keys: see the backend's code")
    }
    lines.append("    format: \(limiter.format.rawValue)")
    if !limiter.prefix.isEmpty { lines.append("    prefix: \(JSONText.quoted(limiter.prefix))") }
    if let collection = limiter.collection {
      lines.append("    collection: \(JSONText.quoted(collection))")
    }
    if let limit = limiter.limit, let window = limiter.window {
      lines.append("    limit: \(limit)")
      lines.append("    window_seconds: \(window.components.seconds)")
    } else {
      lines.append("    # fill in from the backend's code: limit, window_seconds")
    }
    if limiter.status != 429 { lines.append("    status: \(limiter.status)") }
    return lines
  }
}
