import ConsoleActions
import ConsoleDomain
import ConsoleFeatures

extension EffectRunner {
  /// What goes through the gate, or writes a file after the gate has recorded it.
  func act(_ effect: Effect) async {
    switch effect {
    case .apply(let plan, let authorisation): await apply(plan, authorisation)
    case .cancelAction: await ports.gate.cancel()
    case .elevate(let reason, let ticket): await elevate(reason: reason, ticket: ticket)
    case .dropElevation:
      await ports.gate.dropElevation()
      post(.elevationChanged(await ports.gate.elevation))
    case .initialiseAudit: await initialiseAudit()
    case .annotate(let sequence, let ticket, let note):
      await annotate(sequence, ticket: ticket, note: note)
    case .decide(let decision): await decide(decision)
    case .exportSessions(let listing, let format, let path):
      await export(.sessions(listing), format, path: path)
    case .exportCounters(let listing, let format, let path):
      await export(.counters(listing), format, path: path)
    case .saveReceipt(let receipt): save(receipt)
    default: preconditionFailure("\(effect.self) belongs to the loop or to a slot")
    }
  }

  func plan(_ generation: Int, _ request: ActionRequest) async {
    do throws(GateRefusal) {
      let plan = try await ports.gate.plan(request)
      post(.planned(generation: generation, plan))
    } catch {
      post(.refused(.plan(generation: generation), error))
    }
  }

  /// Puts the reveal on record first; where that is refused nothing is read.
  func reveal(_ generation: Int, _ id: SessionID, reason: String) async {
    guard await recordReveal(generation, of: id, asStored: false, reason: reason) else { return }
    await answer(.reveal, generation) { () throws(StoreProblem) in
      .revealed(generation: generation, id, try await self.ports.sessions.reveal(id))
    }
  }

  /// Puts the reveal on record first; where that is refused nothing is read.
  func revealStored(_ generation: Int, _ id: SessionID, reason: String) async {
    guard await recordReveal(generation, of: id, asStored: true, reason: reason) else { return }
    await answer(.reveal, generation) { () throws(StoreProblem) in
      .storedRevealed(generation: generation, id, try await self.ports.sessions.stored(id))
    }
  }

  /// Whether the reveal of a session is on record; a refusal was posted where it is not.
  private func recordReveal(
    _ generation: Int,
    of id: SessionID,
    asStored: Bool,
    reason: String
  ) async -> Bool {
    do throws(GateRefusal) {
      let userID: String?
      do throws(StoreProblem) {
        userID = try await ports.sessions.detail(id)?.row.userID
      } catch {
        let refusal = GateRefusal.store(error)
        await ports.gate.refused(.reveal(id, reason: reason), by: refusal)
        throw refusal
      }
      try await ports.gate.record(
        .revealSession(id, userID: userID, asStored: asStored, reason: reason)
      )
      return true
    } catch {
      post(.refused(.reveal(generation: generation), error))
      return false
    }
  }

  /// Puts the reveal on record first; where that is refused nothing is read.
  func revealEvent(_ generation: Int, _ id: String, reason: String) async {
    do throws(GateRefusal) {
      try await ports.gate.record(.revealEvent(id: id, reason: reason))
    } catch {
      return post(.refused(.reveal(generation: generation), error))
    }
    await answer(.reveal, generation) { () throws(StoreProblem) in
      .eventRevealed(generation: generation, id, try await self.ports.audit.reveal(id))
    }
  }

  /// Puts the reveal on record first; where that is refused nothing is read.
  func revealEntity(_ generation: Int, _ key: EntityKey, reason: String) async {
    do throws(GateRefusal) {
      try await ports.gate.record(.revealEntity(key, reason: reason))
    } catch {
      return post(.refused(.reveal(generation: generation), error))
    }
    await answer(.reveal, generation) { () throws(StoreProblem) in
      .entityRevealed(generation: generation, key, try await self.ports.entities.reveal(key))
    }
  }

  /// Puts the reveal on record first; where that is refused nothing is read.
  func revealStoredEntity(_ generation: Int, _ key: EntityKey, reason: String) async {
    do throws(GateRefusal) {
      try await ports.gate.record(.revealEntity(key, asStored: true, reason: reason))
    } catch {
      return post(.refused(.reveal(generation: generation), error))
    }
    await answer(.reveal, generation) { () throws(StoreProblem) in
      .storedEntityRevealed(generation: generation, key, try await self.ports.entities.stored(key))
    }
  }

  private func apply(_ plan: OperationID, _ authorisation: Authorisation) async {
    let post = post
    do throws(GateRefusal) {
      let receipt = try await ports.gate.apply(plan, authorisation: authorisation) { progress in
        post(.progressed(progress))
      }
      if receipt.outcomeSequence == nil { settlement.owe() }
      post(.finished(receipt))
    } catch {
      // An intent whose acknowledgement was lost is owed an outcome, too.
      if case .auditUnavailable = error { settlement.owe() }
      post(.refused(.apply(plan), error))
    }
  }

  private func elevate(reason: String, ticket: String) async {
    do throws(GateRefusal) {
      let elevation = try await ports.gate.elevate(reason: reason, ticket: ticket)
      post(.elevationChanged(elevation))
    } catch {
      post(.refused(.elevation, error))
    }
  }

  private func annotate(_ sequence: Int64, ticket: String?, note: String?) async {
    do throws(GateRefusal) {
      let own = try await ports.gate.annotate(sequence, ticket: ticket, note: note)
      post(.annotated(sequence, by: own))
    } catch {
      post(.refused(.annotation, error))
    }
  }

  private func initialiseAudit() async {
    do throws(GateRefusal) {
      try await ports.gate.initialiseAudit()
      post(.auditInitialised)
    } catch {
      post(.refused(.auditInitialisation, error))
    }
  }

  private func export(
    _ rows: ExportedRows,
    _ format: ExportFormat,
    path: String?
  ) async {
    do throws(GateRefusal) {
      try await ports.gate.record(
        .export(of: rows.subject, rows: rows.count, format: format.rawValue, reason: nil)
      )
    } catch {
      return post(.refused(.export, error))
    }
    let file = ExportFile(folder: ports.exportFolder, now: ports.now())
    do {
      let path = try await file.write(rows, as: format, to: path)
      post(.exported(path: path, rows: rows.count))
    } catch {
      post(.notExported("not exported: \(error)"))
    }
  }

  private func save(_ receipt: ActionReceipt) {
    let file = ExportFile(folder: ports.exportFolder, now: ports.now())
    do {
      post(.receiptSaved(path: try file.write(receipt)))
    } catch {
      post(.complained("the receipt was not saved: \(error)"))
    }
  }
}
