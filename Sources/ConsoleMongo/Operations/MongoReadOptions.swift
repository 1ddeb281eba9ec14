import CMongoC

/// Which member answers a read.
package enum MongoReadPreference: Sendable {
  case primary
  /// The primary, or a secondary while there is none: a console should show something.
  case primaryPreferred
  case secondaryPreferred
  case nearest

  fileprivate var mode: mongoc_read_mode_t {
    switch self {
    case .primary: MONGOC_READ_PRIMARY
    case .primaryPreferred: MONGOC_READ_PRIMARY_PREFERRED
    case .secondaryPreferred: MONGOC_READ_SECONDARY_PREFERRED
    case .nearest: MONGOC_READ_NEAREST
    }
  }
}

/// How safe from a rollback what is read must be.
package enum MongoReadConcern: String, Sendable {
  case local
  /// Only what a majority of members has; for records that count as proof.
  case majority
}

/// Owns a `mongoc_read_prefs_t` for one call.
@safe
struct ReadPreferenceHandle: ~Copyable {
  /// Nil in a transaction, which reads from the primary and takes no preference.
  let pointer: OpaquePointer?

  init(_ preference: MongoReadPreference, of execution: MongoExecution) {
    let isInTransaction = unsafe execution.session != nil
    unsafe pointer = isInTransaction ? nil : mongoc_read_prefs_new(preference.mode)
  }

  deinit {
    unsafe mongoc_read_prefs_destroy(pointer)
  }
}
