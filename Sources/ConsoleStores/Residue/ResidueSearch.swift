import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleText

/// Searches everything that this console can reach for what a strip should have taken away
/// (compliance.md b.4): all collections of the backend's databases and of the console's own, and Redis.
///
/// Gentle: bounded steps, one collection at a time, and an end; what was not reached is said.
struct ResidueSearch: Sendable {
  /// How long a search may take in all.
  static let budget: Duration = .seconds(120)

  let redis: RedisClient
  let databases: BackendDatabases
  let console: String
  let profile: Profile

  func report(
    on values: SubjectValues,
    in places: PlaceSurvey,
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
    let main = databases.main
    let own = PlacedDatabase(client: main.client, database: console)
    await search(main, needles, until: end, &report) { $0 }
    await search(own, needles, until: end, &report) { "\(console).\($0)" }
    for tenant in places.tenants {
      do throws(StoreProblem) {
        try await databases.open(.tenant(tenant)) { placed throws(StoreProblem) in
          await search(placed, needles, until: end, &report, named: placed.name)
        }
      } catch {
        report.areas.append(
          .unsearched(
            UnreachedTenant(organizationID: tenant.organizationID, reason: error.tenantReason)
          )
        )
      }
    }
    report.areas += places.unreached.map(ResidueReport.Area.unsearched)
    return report
  }

  /// Searches all collections of one database, as `named` names them.
  private func search(
    _ placed: PlacedDatabase,
    _ needles: NeedleSet,
    until end: SearchEnd,
    _ report: inout ResidueReport,
    named: (String) -> String
  ) async {
    do throws(MongoFailure) {
      let names = try await placed.client.collectionNames(
        in: placed.database,
        deadline: .seconds(10)
      )
      for name in ordered(names) {
        let collection = CollectionResidue(
          client: placed.client,
          namespace: placed.namespace(name),
          name: SafeText.of(named(name)),
          needles: needles,
          end: end
        )
        await add(collection.search(), to: &report)
      }
    } catch {
      report.areas.append(
        ResidueReport.Area(
          name: placed.place.tenantID.map { "organisation \($0)" } ?? SafeText.of(placed.database),
          incomplete: "its collections could not be listed"
        )
      )
    }
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

extension ResidueReport.Area {
  /// The own database of an organisation, in which nothing was looked for.
  fileprivate static func unsearched(_ tenant: UnreachedTenant) -> ResidueReport.Area {
    ResidueReport.Area(
      name: tenant.organizationID.map { "organisation \($0)" } ?? "organisations",
      incomplete: "its own database was not searched (\(tenant.reason))"
    )
  }
}
