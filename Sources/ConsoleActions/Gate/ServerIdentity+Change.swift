import ConsoleDomain

extension ServerIdentity {
  /// The server that is not the same in `now`, by the address it has there; nil: both are the same.
  func change(to now: ServerIdentity) -> StoreEndpoint? {
    if redis != now.redis {
      return StoreEndpoint(kind: .redis, address: now.redis?.address ?? "unknown")
    }
    if mongo != now.mongo {
      return StoreEndpoint(kind: .mongo, address: now.mongo?.host ?? "unknown")
    }
    return nil
  }
}
