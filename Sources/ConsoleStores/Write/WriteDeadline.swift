extension Duration {
  /// How long one batch of writes to many documents may take.
  static let writeBatch: Duration = .seconds(60)
}
