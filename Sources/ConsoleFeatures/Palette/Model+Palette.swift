import ConsoleDomain
import ConsoleScreen

extension Palette {
  /// The lines that could be meant by what was typed.
  package func completions(in model: Model) -> [String] {
    CommandLine.completions(of: completed == nil ? input.text : typed, in: model)
  }
}

extension Model {
  mutating func openPalette() { push(.palette(Palette())) }

  mutating func take(_ event: TerminalEvent, in palette: Palette) -> [Effect] {
    var palette = palette
    switch event {
    case .key(.escape):
      pop()
      return []
    case .key(.enter):
      pop()
      return runLine(palette.input.text)
    case .key(.tab): complete(&palette, step: 1)
    case .key(.backTab): complete(&palette, step: -1)
    case .key(.up): recall(&palette, step: 1)
    case .key(.down): recall(&palette, step: -1)
    case .key(let key):
      if key == .backspace, palette.input.text.isEmpty {
        pop()
        return []
      }
      guard palette.input.take(key) else { return [] }
      palette.settle()
    case .paste(let text):
      palette.input.insert(text)
      palette.settle()
    case .mouse, .resized: return []
    }
    replaceTop(with: .palette(palette))
    return []
  }

  /// Runs a line of the palette and keeps it in the history.
  mutating func runLine(_ line: String) -> [Effect] {
    let line = line.trimmingBlanks
    guard !line.isEmpty else { return [] }
    shell.paletteHistory.removeAll { $0 == line }
    shell.paletteHistory.append(line)
    if shell.paletteHistory.count > 200 { shell.paletteHistory.removeFirst() }
    let (name, rest) = CommandLine.split(line)
    guard let entry = CommandTable.named(name) else {
      let nearest = CommandLine.nearest(to: name).map { "; did you mean :\($0)?" } ?? ""
      shell.say(.warning, "no command \(name)\(nearest)")
      return []
    }
    return run(entry.id, CommandArguments(text: rest))
  }

  private func complete(_ palette: inout Palette, step: Int) {
    if palette.completed == nil { palette.typed = palette.input.text }
    let lines = palette.completions(in: self)
    guard !lines.isEmpty else { return }
    let next =
      palette.completed.map { ($0 + step + lines.count) % lines.count }
      ?? (step > 0 ? 0 : lines.count - 1)
    palette.completed = lines.count == 1 ? nil : next
    palette.input.replace(with: lines[next])
  }

  private func recall(_ palette: inout Palette, step: Int) {
    let history = shell.paletteHistory
    if palette.recalled == nil { palette.typed = palette.input.text }
    let next = (palette.recalled ?? -1) + step
    palette.completed = nil
    guard next < history.count else { return }
    guard next >= 0 else {
      palette.input.replace(with: palette.typed)
      palette.recalled = nil
      return
    }
    palette.recalled = next
    palette.input.replace(with: history[history.count - 1 - next])
  }
}

extension Palette {
  /// Takes the present text for what was typed.
  fileprivate mutating func settle() {
    recalled = nil
    completed = nil
  }
}
