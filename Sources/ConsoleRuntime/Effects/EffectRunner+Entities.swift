import ConsoleDomain
import ConsoleFeatures

extension EffectRunner {
  /// Reads of subjects and mapped collections.
  func readEntities(_ effect: Effect, in slot: Slot) async {
    switch effect {
    case .findSubjects(let generation, let selector):
      await answer(slot, generation) { () throws(StoreProblem) in
        .subjectCandidates(
          generation: generation,
          selector,
          try await self.ports.entities.find(selector)
        )
      }
    case .loadSubject(let generation, let key):
      await answer(slot, generation) { () throws(StoreProblem) in
        .subjectPictured(generation: generation, try await self.ports.subjects.picture(key))
      }
    case .loadEntity(let generation, let key):
      await answer(slot, generation) { () throws(StoreProblem) in
        .entityLoaded(generation: generation, key, try await self.ports.entities.document(key))
      }
    case .loadEntities(let generation, let request):
      await answer(slot, generation) { () throws(StoreProblem) in
        .entitiesLoaded(generation: generation, try await self.ports.entities.page(request))
      }
    default: preconditionFailure("\(slot) reads no documents")
    }
  }
}
