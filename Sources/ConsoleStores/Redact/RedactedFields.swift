import ConsoleDomain
import ConsoleMongo

/// Which fields of stored audit bodies are redacted.
struct RedactedFields: Sendable {
  private static let deadline: Duration = .seconds(30)
  private static let atOnce = 200

  let client: MongoClient
  let console: String

  func all(of eventIDs: [String]) async throws(StoreProblem) -> [AuditRedaction] {
    var found: [AuditRedaction] = []
    for start in stride(from: 0, to: eventIDs.count, by: Self.atOnce) {
      let page = eventIDs[start..<min(start + Self.atOnce, eventIDs.count)]
      let request = FindRequest(
        MongoNamespace(console, AuditDocuments.bodies),
        filter: ["_id": ["$in": .array(page.map(MongoValue.string))]],
        limit: page.count,
        readConcern: .majority
      )
      do throws(MongoFailure) {
        for document in try await client.find(request, deadline: Self.deadline) {
          guard let body = AuditDocuments.body(document) else { continue }
          for field in body.fields {
            guard case .redacted = field.content else { continue }
            found.append(AuditRedaction(eventID: body.eventID, path: field.path))
          }
        }
      } catch {
        throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
      }
    }
    return found
  }
}
