import ConsoleDomain

extension ServerHealth {
  /// A server of which nothing is known yet, for an examination to fill in.
  init(unasked endpoint: StoreEndpoint) {
    self.init(
      endpoint: endpoint,
      latency: nil,
      problem: nil,
      facts: [],
      rights: [],
      clockSkew: nil
    )
  }
}
