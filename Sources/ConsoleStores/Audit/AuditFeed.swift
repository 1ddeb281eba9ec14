import ConsoleDomain

/// Reads both logs as one, a page at a time; one that can't be read does not hide the other.
struct AuditFeed: Sendable {
  let ours: OwnLog
  let backend: BackendLog
  let isInitialised: @Sendable () async throws(StoreProblem) -> Bool

  func slice(
    _ request: AuditEventRequest,
    at now: Instant
  ) async throws(StoreProblem) -> AuditSlice {
    var start = request.marks
    var reached = start
    var own = LogRun(events: [], isAtEnd: true)
    var other = own
    var isInitialised = false
    var problem: StoreProblem?
    do throws(StoreProblem) {
      isInitialised = try await self.isInitialised()
      if isInitialised {
        if start.ours == .max {
          // There was no chain when the place was noted: all of it is newer.
          start.ours = request.direction == .newer ? 0 : try await ours.end()
        }
        reached.ours = start.ours
        if request.query.wantsOwnEvents {
          (own, reached.ours) = try await ours.run(request, from: start.ours)
        }
      }
    } catch {
      // A server that does not answer would only be waited for twice.
      guard case .unauthorized = error else { throw error }
      problem = error
    }
    do throws(StoreProblem) {
      if start.backend == .highest { start.backend = try await backend.end() }
      reached.backend = start.backend
      if request.query.wantsBackendEvents {
        (other, reached.backend) = try await backend.run(request, from: start.backend)
      }
    } catch {
      if problem != nil { throw error }
      problem = error
    }
    var slice = AuditSlice(
      from: start,
      ours: own,
      backend: other,
      reached: reached,
      request
    )
    slice.isInitialised = isInitialised
    slice.readAt = now
    slice.problem = problem
    return slice
  }
}
