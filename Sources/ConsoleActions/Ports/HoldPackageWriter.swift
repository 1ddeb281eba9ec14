/// Writes what holds protect to a folder of files, whole or not at all.
package protocol HoldPackageWriter: Sendable {
  /// Writes every document in the scope of these holds, the events about them, the copies of sessions
  /// and the holds themselves.
  func write(
    _ order: HoldPackageOrder,
    permit: borrowing MutationPermit
  ) async throws(HoldPackageFailure) -> HoldPackageReceipt
}
