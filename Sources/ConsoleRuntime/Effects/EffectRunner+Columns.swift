import ConsoleActions
import ConsoleDomain
import ConsoleFeatures

extension EffectRunner {
  /// Puts the reveal of a column on record; where that is refused nothing can be read of it.
  func revealColumn(_ generation: Int, _ column: MaskedColumn, reason: String) async {
    let until = ports.now().advanced(by: MaskedColumn.lifetime)
    do throws(GateRefusal) {
      try await ports.gate.record(.revealColumn(column, until: until, reason: reason))
    } catch {
      return post(.refused(.reveal(generation: generation), error))
    }
    columns.open(column, until: until)
    post(.columnOpened(generation: generation, column, until: until))
  }

  /// Reads the clear values of some cells, if the reveal of their column is on record and goes on.
  func readColumn(_ generation: Int, _ column: MaskedColumn, _ cells: [MaskedCell]) async {
    guard columns.isOpen(column, at: ports.now()) else {
      return post(.failed(.clear, generation: generation, .cancelled))
    }
    await answer(.clear, generation) { () throws(StoreProblem) in
      let values = try await self.clearValues(of: cells, in: column)
      return .columnRead(generation: generation, column, cells, values)
    }
  }

  private func clearValues(
    of cells: [MaskedCell],
    in column: MaskedColumn
  ) async throws(StoreProblem) -> [MaskedCell: String] {
    var values: [MaskedCell: String] = [:]
    switch column {
    case .sessionUsers:
      var ids: Set<String> = []
      for case .user(let id) in cells { ids.insert(id) }
      for (id, name) in try await ports.sessions.clearUsers(ids) { values[.user(id)] = name }
    case .documentNames(let type):
      var ids: [DocumentID] = []
      for case .document(let key) in cells where key.type == type { ids.append(key.id) }
      for (id, name) in try await ports.entities.clearNames(type, ids) {
        values[.document(EntityKey(type: type, id: id))] = name
      }
    }
    return values
  }
}
