import ConsoleDomain
import ConsoleMongo

/// Reads the indexes of the console's own collections and says what is not as wanted.
struct SchemaExamination: Sendable {
  let client: MongoClient
  let console: String
  let endpoint: StoreEndpoint

  func findings(deadline: Duration) async throws(StoreProblem) -> [SchemaFinding] {
    var findings: [SchemaFinding] = []
    for collection in ConsoleSchema.all {
      do throws(MongoFailure) {
        let namespace = MongoNamespace(console, collection.name)
        findings += collection.findings(
          try await client.indexes(of: namespace, deadline: deadline)
        )
      } catch {
        throw StoreProblem(error, at: endpoint, deadline: deadline)
      }
    }
    return findings
  }
}
