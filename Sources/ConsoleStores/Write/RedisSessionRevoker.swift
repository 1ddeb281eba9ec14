package import ConsoleActions
package import ConsoleDomain
package import ConsoleRedis

/// Deletes sessions as the backend itself does: `MULTI; DEL; SREM; EXEC`, on the write lane alone.
///
/// The guard is the user id, not the value: this backend rewrites a session on every request, so a
/// comparison of the value would lose against a busy one for ever (compliance.md, corrections).
package struct RedisSessionRevoker: SessionRevoker {
  /// Times that `WATCH` may lose against the backend before the plain transaction.
  static let watchedTries = 5
  private static let deadline: Duration = .seconds(4)

  private let client: RedisClient
  private let profile: Profile.Sessions

  /// Makes a revoker for a profile's sessions.
  package init(client: RedisClient, profile: Profile.Sessions) {
    self.client = client
    self.profile = profile
  }

  /// Runs the exchanges in one conversation, bound to the pinned server's run id.
  package func revoke(
    _ target: RevokeTarget,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> TargetOutcome {
    let steps = RevokeSteps(target: target, profile: profile)
    do throws(RedisFailure) {
      return try await client.converse(
        on: .write,
        deadline: Self.deadline,
        expecting: server.runID
      ) { conversation throws(RedisFailure) in
        try steps.run(on: &conversation)
      }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}

/// The exchanges of one revoke; holds the sid, and shows it nowhere.
struct RevokeSteps: Sendable {
  private let target: RevokeTarget
  private let profile: Profile.Sessions

  init(target: RevokeTarget, profile: Profile.Sessions) {
    self.target = target
    self.profile = profile
  }

  func run(on conversation: inout RedisConversation) throws(RedisFailure) -> TargetOutcome {
    for _ in 0..<RedisSessionRevoker.watchedTries {
      if let end = try guarded([watch] + look, on: &conversation) { return end }
      if let end = try delete(on: &conversation) { return end }
    }
    // Written too often to be watched: whose it is was seen a moment ago.
    if let end = try guarded(look, on: &conversation) { return end }
    if let end = try delete(on: &conversation) { return end }
    throw RedisFailure(.protocolViolation, operation: "EXEC")
  }

  private var watch: RedisCommand { RedisCommand(name: "WATCH", arguments: [target.id.key]) }

  private var look: [RedisCommand] {
    [
      RedisCommand(name: "EXISTS", arguments: [target.id.key]),
      .head(of: target.id.key, bytes: RedisSessionReader.headLimit),
    ]
  }

  /// Looks at the session; nil: it is there and still the target's.
  private func guarded(
    _ commands: [RedisCommand],
    on conversation: inout RedisConversation
  ) throws(RedisFailure) -> TargetOutcome? {
    let replies = try checked(commands, on: &conversation)
    guard replies[replies.count - 2].integer == 1 else { return .alreadyGone }
    let value = replies[replies.count - 1].bytes ?? []
    guard SessionDecoder.userID(of: value, in: profile) == target.userID else {
      return .skipped(reason: "it belongs to another user now")
    }
    return nil
  }

  /// The transaction; nil: somebody wrote the watched key in between.
  private func delete(
    on conversation: inout RedisConversation
  ) throws(RedisFailure) -> TargetOutcome? {
    var commands = [
      RedisCommand(name: "MULTI", arguments: []),
      RedisCommand(name: "DEL", arguments: [target.id.key]),
    ]
    if let index = profile.userIndexPrefix, let userID = target.userID {
      let key = Array(index.utf8) + Array(userID.utf8)
      commands.append(RedisCommand(name: "SREM", arguments: [key, target.id.bytes]))
    }
    commands.append(RedisCommand(name: "EXEC", arguments: []))
    let replies = try checked(commands, on: &conversation)
    guard let last = replies.last, last != .null else { return nil }
    guard let results = last.elements, let deleted = results.first else {
      throw RedisFailure(.protocolViolation, operation: "EXEC")
    }
    for (command, result) in zip(commands.dropFirst(), results) {
      _ = try result.value(command.name)
    }
    return deleted.integer == 0 ? .alreadyGone : .revoked
  }

  /// The replies; the first error among them is thrown under its command's name.
  private func checked(
    _ commands: [RedisCommand],
    on conversation: inout RedisConversation
  ) throws(RedisFailure) -> [RedisReply] {
    let replies = try conversation.pipeline(commands)
    guard replies.count == commands.count else {
      throw RedisFailure(.protocolViolation, operation: "EXEC")
    }
    for (command, reply) in zip(commands, replies) { _ = try reply.value(command.name) }
    return replies
  }
}
