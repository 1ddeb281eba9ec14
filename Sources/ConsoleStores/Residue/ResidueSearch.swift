import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleText

/// Searches everything that this console can reach for what a strip should have taken away
/// (compliance.md b.4): all collections of the backend's and the console's own database, and Redis.
///
/// Gentle: bounded steps, one collection at a time, and an end; what was not reached is said.
struct ResidueSearch: Sendable {
  /// How long a search may take in all.
  static let budget: Duration = .seconds(120)

  let redis: RedisClient
  let mongo: MongoClient
  let database: String
  let console: String
  let profile: Profile

  func report(
    on values: SubjectValues,
    isStopped: @escaping @Sendable () -> Bool
  ) async -> ResidueReport {
    let needles = NeedleSet(values)
    var report = ResidueReport()
    guard !needles.isEmpty else { return report }
    let now = ContinuousClock.now
    let end = SearchEnd(time: now + Self.budget, isStopped: isStopped)
    // Each of the two servers has its time: neither can use up the other's.
    let half = SearchEnd(time: now + Self.budget / 2, isStopped: isStopped)
    await add(
      RedisResidue(client: redis, profile: profile, needles: needles, end: half).search(),
      to: &report
    )
    for (database, prefix) in [(database, ""), (console, "\(console).")] {
      do throws(MongoFailure) {
        let names = try await mongo.collectionNames(in: database, deadline: .seconds(10))
        for name in ordered(names) {
          let collection = CollectionResidue(
            client: mongo,
            namespace: MongoNamespace(database, name),
            name: SafeText.of(prefix + name),
            needles: needles,
            end: end
          )
          await add(collection.search(), to: &report)
        }
      } catch {
        report.areas.append(
          ResidueReport.Area(
            name: SafeText.of(database),
            incomplete: "its collections could not be listed"
          )
        )
      }
    }
    return report
  }

  private func add(
    _ result: (area: ResidueReport.Area, places: [ResidueReport.Place]),
    to report: inout ResidueReport
  ) {
    report.areas.append(result.area)
    for place in result.places { report.add(place) }
  }

  /// Mapped collections first, then the event log, then what no mapping covers; the masked view shows
  /// what is searched anyway.
  private func ordered(_ names: [String]) -> [String] {
    let mapped = profile.entities.map(\.collection) + [profile.collections.events]
    let first = mapped.filter(names.contains)
    let rest = names.filter {
      !mapped.contains($0) && !$0.hasPrefix("system.") && !$0.hasSuffix("_masked")
        && $0 != profile.collections.maskedUsers
    }
    return first + rest
  }
}
