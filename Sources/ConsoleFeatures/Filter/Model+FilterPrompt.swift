import ConsoleDomain
import ConsoleScreen

extension FilterPrompt {
  /// Puts an older or a newer filter in the line; past the newest one the line is empty.
  fileprivate mutating func recall(_ step: Int, of history: [String]) {
    let next = (recalled ?? -1) + step
    guard next < history.count else { return }
    recalled = next >= 0 ? next : nil
    input.replace(with: next >= 0 ? history[history.count - 1 - next] : "")
  }
}

extension Model {
  /// Opens the prompt, or applies a filter that was given with the command.
  mutating func filter(_ arguments: CommandArguments) -> [Effect] {
    guard let list = listFilter else { return [] }
    guard arguments.text.isEmpty else {
      do {
        let query = try Query(parsing: arguments.text, grammar: list.grammar)
        return applyFilter(query, text: arguments.text)
      } catch {
        shell.say(.warning, "filter: \(error.message)")
        return []
      }
    }
    push(.filter(FilterPrompt(list.state.text)))
    return []
  }

  mutating func take(_ event: TerminalEvent, in prompt: FilterPrompt) -> [Effect] {
    guard let list = listFilter else { return [] }
    var prompt = prompt
    switch event {
    case .key(.enter):
      guard prompt.problem == nil else { return [] }
      pop()
      rememberFilter()
      return []
    case .key(.escape):
      pop()
      return list.state.text == prompt.before ? [] : refilter(prompt.before, list.grammar)
    case .key(.up): prompt.recall(1, of: list.state.history)
    case .key(.down): prompt.recall(-1, of: list.state.history)
    case .key(let key):
      guard prompt.input.take(key) else { return [] }
      prompt.recalled = nil
    case .paste(let text): prompt.input.insert(text)
    case .mouse, .resized: return []
    }
    let text = prompt.input.text.trimmingBlanks
    do {
      let query = try Query(parsing: text, grammar: list.grammar)
      prompt.problem = nil
      replaceTop(with: .filter(prompt))
      return text == list.state.text ? [] : applyFilter(query, text: text)
    } catch {
      prompt.problem = error
      replaceTop(with: .filter(prompt))
      return []
    }
  }

  /// Brings a filter back that was understood before.
  private mutating func refilter(_ text: String, _ grammar: QueryGrammar) -> [Effect] {
    guard let query = try? Query(parsing: text, grammar: grammar) else { return [] }
    return applyFilter(query, text: text)
  }
}
