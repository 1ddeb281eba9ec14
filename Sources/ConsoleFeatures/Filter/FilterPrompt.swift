package import ConsoleDomain
package import ConsoleScreen

/// The line behind `/`: narrows the list down as it is typed.
package struct FilterPrompt: Equatable, Sendable {
  package var input: TextField
  /// The filter before the prompt was opened; Esc brings it back.
  let before: String
  /// What is wrong with the text, and where; the last good filter stays until it is right.
  package var problem: QueryProblem?

  init(_ filter: String) {
    input = TextField(filter)
    before = filter
  }
}

extension Model {
  /// Opens the prompt, or applies a filter that was given with the command.
  mutating func filter(_ arguments: CommandArguments) -> [Effect] {
    guard arguments.text.isEmpty else {
      do {
        return applyFilter(try SessionQuery.parse(arguments.text), text: arguments.text)
      } catch {
        shell.say(.warning, "filter: \(error.message)")
        return []
      }
    }
    push(.filter(FilterPrompt(sessions.filter)))
    return []
  }

  mutating func take(_ event: TerminalEvent, in prompt: FilterPrompt) -> [Effect] {
    var prompt = prompt
    switch event {
    case .key(.enter):
      guard prompt.problem == nil else { return [] }
      pop()
      return []
    case .key(.escape):
      pop()
      return sessions.filter == prompt.before ? [] : refilter(prompt.before)
    case .key(let key):
      guard prompt.input.take(key) else { return [] }
    case .paste(let text): prompt.input.insert(text)
    case .mouse, .resized: return []
    }
    let text = prompt.input.text.trimmingBlanks
    do {
      let query = try SessionQuery.parse(text)
      prompt.problem = nil
      replaceTop(with: .filter(prompt))
      return text == sessions.filter ? [] : applyFilter(query, text: text)
    } catch {
      prompt.problem = error
      replaceTop(with: .filter(prompt))
      return []
    }
  }

  /// Brings a filter back that was understood before.
  mutating func refilter(_ text: String) -> [Effect] {
    guard let query = try? SessionQuery.parse(text) else { return [] }
    return applyFilter(query, text: text)
  }
}
