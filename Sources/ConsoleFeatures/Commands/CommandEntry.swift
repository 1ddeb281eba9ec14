package import ConsoleDomain
package import ConsoleScreen

/// Something the console can do: data and two pure functions.
///
/// Dispatch, hint bar, help, palette and `docs/keys.md` are all read from these entries, so that none
/// of them can say something else than another.
package struct CommandEntry: Sendable {
  package var id: CommandID
  /// Other names the palette knows it by.
  package var aliases: [String]
  /// Two or three words for hint bar and menus.
  package var title: String
  /// One sentence for help and documentation.
  package var summary: String
  package var group: CommandGroup
  /// The keys before any remapping.
  package var keys: [Key]
  /// Where its keys work; empty: everywhere.
  package var screens: Set<ScreenID>
  /// Place in the hint bar, lower first; nil: not shown there.
  package var hint: Int?
  package var tier: ActionTier
  package var parameter: CommandParameter?
  package var availability: @Sendable (Model) -> Availability
  package var perform: @Sendable (inout Model, CommandArguments) -> [Effect]

  init(
    _ id: CommandID,
    aliases: [String] = [],
    title: String,
    summary: String,
    group: CommandGroup,
    keys: [Key] = [],
    screens: Set<ScreenID> = [],
    hint: Int? = nil,
    tier: ActionTier = .read,
    parameter: CommandParameter? = nil,
    availability: @escaping @Sendable (Model) -> Availability = { _ in .available },
    perform: @escaping @Sendable (inout Model, CommandArguments) -> [Effect]
  ) {
    self.id = id
    self.aliases = aliases
    self.title = title
    self.summary = summary
    self.group = group
    self.keys = keys
    self.screens = screens
    self.hint = hint
    self.tier = tier
    self.parameter = parameter
    self.availability = availability
    self.perform = perform
  }

  /// Every name it answers to in the palette.
  package var names: [String] { [id.rawValue] + aliases }

  /// Whether its keys work on this screen.
  package func isFor(_ screen: ScreenID) -> Bool { screens.isEmpty || screens.contains(screen) }
}

/// The heading a command stands under in help and documentation.
package enum CommandGroup: String, Hashable, Sendable, CaseIterable {
  case move = "Moving"
  case screens = "Screens"
  case list = "Lists"
  case sessions = "Sessions"
  case subjects = "Subjects"
  case limits = "Rate limits"
  case holds = "Holds and approvals"
  case actions = "Actions"
  case audit = "Audit"
  case console = "Console"
}

/// Whether a command can be used now, and if not, why.
package enum Availability: Hashable, Sendable {
  case available
  case disabled(reason: String)

  /// The reason why not; nil when it can be used.
  package var reason: String? {
    switch self {
    case .available: nil
    case .disabled(let reason): reason
    }
  }
}

/// The word or words that may follow a command's name.
package struct CommandParameter: Sendable {
  /// What stands for it in help: `e-mail or id`.
  package var placeholder: String
  package var isRequired: Bool
  /// The values that can be offered, all of them; the palette narrows them down.
  package var values: @Sendable (Model) -> [String]

  init(
    _ placeholder: String,
    isRequired: Bool = true,
    values: @escaping @Sendable (Model) -> [String] = { _ in [] }
  ) {
    self.placeholder = placeholder
    self.isRequired = isRequired
    self.values = values
  }
}

extension CommandEntry {
  /// Its keys before any remapping, and where they work.
  package var binding: KeyBinding { KeyBinding(command: id, keys: keys, screens: screens) }
}
