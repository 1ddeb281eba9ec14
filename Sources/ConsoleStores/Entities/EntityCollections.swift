import ConsoleDomain
import ConsoleMongo

/// Where the documents of a type may be read: in their collection, else in its masked view.
struct EntityCollections: Sendable {
  /// What is said of answers that came from a view.
  static let masked = "only a masked view may be read by this identity"

  let placed: PlacedDatabase

  /// Reads from the collection; where that is refused, from the view, if the profile names one.
  func read<Value>(
    _ entity: EntityProfile,
    _ body: (BoundedQuery) async throws(StoreProblem) -> Value
  ) async throws(StoreProblem) -> (value: Value, isMasked: Bool) {
    let namespace = placed.namespace(entity.collection)
    do throws(StoreProblem) {
      let query = try await BoundedQuery(client: placed.client, namespace: namespace)
      return (try await body(query), false)
    } catch {
      // Views are made in the backend's own database; one that is not there would look empty.
      guard case .unauthorized = error, let view = entity.maskedView, placed.place == .main
      else { throw error }
      let query = try await BoundedQuery(client: placed.client, namespace: namespace, view: view)
      return (try await body(query), true)
    }
  }
}
