import ConsoleDomain

/// Cuts the details of a large batch so that no stored body comes near MongoDB's 16 MiB.
enum AuditParts {
  /// Bytes of details in one body; with salts and names a body stays well under half of the limit.
  static let budget = 4 << 20
  /// What a salt, its digest's path and the field's names take beside the value.
  private static let overhead = 160

  /// The details in order, in runs that each fit the budget; at least one run.
  static func split(_ details: [AuditDetail], budget: Int = budget) -> [[AuditDetail]] {
    var parts: [[AuditDetail]] = [[]]
    var used = 0
    for detail in details {
      let size = overhead + detail.path.utf8.count + detail.value.storedSize
      if used + size > budget, used > 0 {
        parts.append([])
        used = 0
      }
      parts[parts.count - 1].append(detail)
      used += size
    }
    return parts
  }
}
