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
      sessions.remember(filter: sessions.filter)
      return []
    case .key(.escape):
      pop()
      return sessions.filter == prompt.before ? [] : refilter(prompt.before)
    case .key(.up): prompt.recall(1, of: sessions.filterHistory)
    case .key(.down): prompt.recall(-1, of: sessions.filterHistory)
    case .key(let key):
      guard prompt.input.take(key) else { return [] }
      prompt.recalled = nil
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
