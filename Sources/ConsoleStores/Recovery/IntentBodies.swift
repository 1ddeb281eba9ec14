import ConsoleDomain
import ConsoleMongo

/// Reads what an intent recorded; a large one has parts that stand before it as events of its type.
struct IntentBodies: Sendable {
  private static let deadline: Duration = .seconds(60)
  /// Events of the same type that are looked at for parts of one intent.
  private static let reach = 256

  let client: MongoClient
  let console: String

  func intent(_ header: AuditHeader) async throws(StoreProblem) -> DanglingIntent {
    var intent = DanglingIntent(header: header, fields: [:])
    let body: AuditBody?
    do throws(StoreProblem) {
      body = try await bodies(of: [header.eventID])[header.eventID]
    } catch {
      guard case .unauthorized = error else { throw error }
      intent.incomplete = "this identity may not read audit bodies"
      return intent
    }
    guard let body else {
      intent.incomplete = "its body is not there"
      return intent
    }
    intent.fields = Self.fields(of: body)
    if case .int(let parts)? = body["parts"] { try await addParts(parts, to: &intent) }
    return intent
  }

  private func addParts(
    _ parts: Int64,
    to intent: inout DanglingIntent
  ) async throws(StoreProblem) {
    let request = FindRequest(
      MongoNamespace(console, AuditDocuments.headers),
      filter: [
        "_id": ["$lt": .int64(intent.header.sequence)], "type": .string(intent.header.type),
        "phase": "event",
      ],
      sort: ["_id": -1],
      limit: Self.reach,
      readPreference: .primary
    )
    var missing = Set(1..<max(parts, 1))
    // One at a time: each may be megabytes.
    for header in try await find(request).compactMap(AuditDocuments.header) where !missing.isEmpty {
      guard let body = try await bodies(of: [header.eventID])[header.eventID],
        body["opId"] == intent.fields["opId"], case .int(let part)? = body["part"],
        missing.remove(part) != nil
      else { continue }
      intent.fields.merge(Self.fields(of: body)) { own, _ in own }
    }
    if !missing.isEmpty {
      intent.incomplete = "\(missing.count) of its \(parts) parts are not there"
    }
  }

  private static func fields(of body: AuditBody) -> [String: AuditValue] {
    var fields: [String: AuditValue] = [:]
    for field in body.fields {
      if case .disclosed(_, let value) = field.content { fields[field.path] = value }
    }
    return fields
  }

  private func bodies(of ids: [String]) async throws(StoreProblem) -> [String: AuditBody] {
    let request = FindRequest(
      MongoNamespace(console, AuditDocuments.bodies),
      filter: ["_id": ["$in": .array(ids.map(MongoValue.string))]],
      limit: ids.count,
      readPreference: .primary
    )
    var bodies: [String: AuditBody] = [:]
    for body in try await find(request).compactMap(AuditDocuments.body) {
      bodies[body.eventID] = body
    }
    return bodies
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}
