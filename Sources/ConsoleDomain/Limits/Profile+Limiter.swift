extension Profile {
  /// A family of rate-limit counters: where they are, and what the backend's code says of them.
  package struct Limiter: Hashable, Sendable {
    package var name: String
    package var format: LimiterFormat
    /// Key prefix, unescaped; in MongoDB the prefix of the counter's key inside of its collection.
    package var prefix: String
    /// The collection of a limiter that counts in MongoDB.
    package var collection: String?
    /// The database of that collection; nil: the backend's.
    package var database: String?
    /// Tries that are allowed in a window; nil: not known, so that nothing can be said to be blocked.
    package var limit: Int?
    package var window: Duration?
    /// How long a client is blocked that went beyond the limit, where that is longer than the window.
    package var blockDuration: Duration?
    package var refusal: Refusal
    /// The HTTP status that refused requests get.
    package var status: Int

    /// Which try is refused first.
    package enum Refusal: String, Hashable, Sendable, CaseIterable {
      /// As the format's library does it.
      case usual
      /// None: the limiter delays.
      case never
    }

    /// Makes a limiter.
    package init(
      name: String,
      format: LimiterFormat = .counter,
      prefix: String,
      collection: String? = nil,
      database: String? = nil,
      limit: Int?,
      window: Duration?,
      blockDuration: Duration? = nil,
      refusal: Refusal = .usual,
      status: Int = 429
    ) {
      self.name = name
      self.format = format
      self.prefix = prefix
      self.collection = collection
      self.database = database
      self.limit = limit
      self.window = window
      self.blockDuration = blockDuration
      self.refusal = refusal
      self.status = status
    }
  }
}

extension Profile {
  /// The limiters whose keys in Redis are their own beginning and a client in clear, with their places.
  ///
  /// One that counts in MongoDB or hashes its clients has no such keys, and without a beginning of its own
  /// any key of the server would be taken for a counter.
  package var limitersInClear: [(place: Int, limiter: Limiter)] {
    limiters.enumerated().filter { _, limiter in
      limiter.format.store == .redis && !limiter.format.hashesClients && !limiter.prefix.isEmpty
    }.map { ($0.offset, $0.element) }
  }
}
