import ConsoleDomain

extension StoreProblem {
  /// A server that answered but did not say who it is.
  static func unknownIdentity(of kind: StoreKind) -> StoreProblem {
    .unreachable(
      StoreEndpoint(kind: kind, address: "of this context"),
      reason: "its identity is not known"
    )
  }
}
