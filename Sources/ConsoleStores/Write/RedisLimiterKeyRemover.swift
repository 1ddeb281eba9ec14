package import ConsoleActions
package import ConsoleDomain
package import ConsoleRedis

/// Deletes the counters of limiters whose names are an address, on the write lane alone: exactly
/// prefix and address, never what a pattern finds.
package struct RedisLimiterKeyRemover: LimiterKeyRemover {
  private static let deadline: Duration = .seconds(4)
  private static let atOnce = 200

  private let client: RedisClient
  private let prefixes: [String]

  /// Makes a remover for a profile's limiters.
  package init(client: RedisClient, profile: Profile) {
    self.client = client
    prefixes = profile.limitersInClear.map(\.limiter.prefix)
  }

  /// Names are tried as stored and in lower case; what is not there is none of the count.
  package func remove(
    namedBy emails: Set<String>,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int {
    let names = emails.union(emails.map { $0.lowercased() }).sorted()
    let commands = names.flatMap { name in
      prefixes.map { RedisCommand("DEL", $0 + name) }
    }
    var removed = 0
    do throws(RedisFailure) {
      for start in stride(from: 0, to: commands.count, by: Self.atOnce) {
        let part = Array(commands[start..<min(start + Self.atOnce, commands.count)])
        let replies = try await client.pipeline(
          part,
          on: .write,
          deadline: Self.deadline,
          expecting: server.runID
        )
        for reply in replies { removed += Int(try reply.value("DEL").integer ?? 0) }
      }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
    return removed
  }
}
