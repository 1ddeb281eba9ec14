import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Strips documents of one type batch by batch: the steps of neighbouring batches overlap, those of one
/// batch never do.
struct StripRun: Sendable {
  private typealias Changes = [(id: DocumentID, paths: [String])]

  let batch: StripBatch
  let events: EntityEvents
  let operation: OperationID
  let endpoint: StoreEndpoint

  func strip(_ ids: [DocumentID]) async -> EntityWriteResult {
    let parts = stride(from: 0, to: ids.count, by: DocumentPages.size).map {
      Array(ids[$0..<min($0 + DocumentPages.size, ids.count)])
    }
    var result = EntityWriteResult()
    var untold: Changes = []
    var prepared = await prepare(parts.first ?? [])
    for index in parts.indices {
      async let ahead = prepare(index + 1 < parts.count ? parts[index + 1] : [])
      async let told = tell(untold)
      let applied = await apply(prepared)
      let failure = await told
      untold = []
      switch applied {
      case .success(let part):
        result.changed += part.result.changed
        result.unchanged += part.result.unchanged
        result.left += part.result.left
        untold = part.changes
        if let failure {
          fail(&result, Array(parts[(index + 1)...].joined()), failure)
        }
      case .failure(let problem):
        fail(&result, Array(parts[index...].joined()), problem)
      }
      if result.failure != nil { break }
      prepared = await ahead
    }
    if let failure = await tell(untold), result.failure == nil { fail(&result, [], failure) }
    return result
  }

  private func prepare(
    _ ids: [DocumentID]
  ) async -> Result<StripBatch.Prepared, MongoFailure> {
    do throws(MongoFailure) {
      return .success(try await batch.prepare(ids))
    } catch {
      return .failure(error)
    }
  }

  private func apply(
    _ prepared: Result<StripBatch.Prepared, MongoFailure>
  ) async -> Result<(result: EntityWriteResult, changes: Changes), MongoFailure> {
    do throws(MongoFailure) {
      return .success(try await batch.apply(try prepared.get()))
    } catch {
      return .failure(error)
    }
  }

  /// Why the backend's log does not have the events; nil: it has.
  private func tell(_ changes: Changes) async -> MongoFailure? {
    do throws(MongoFailure) {
      try await events.append(
        stripped: changes,
        of: batch.statements.entity,
        operation,
        at: batch.statements.now
      )
      return nil
    } catch {
      return error
    }
  }

  private func fail(
    _ result: inout EntityWriteResult,
    _ ids: [DocumentID],
    _ failure: MongoFailure
  ) {
    result.failure = EntityWriteResult.Failure(
      ids: ids,
      problem: StoreProblem(failure, at: endpoint, deadline: .writeBatch)
    )
  }
}
