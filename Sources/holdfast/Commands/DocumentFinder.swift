import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings
import ConsoleSystem

/// How a command says which documents it means.
struct DocumentSelection: ParsableArguments {
  @Option(name: .customLong("entity"), help: "A document as type:id; may be repeated.")
  var entities: [String] = []

  @Argument(help: "`-`: read type:id from standard input, one a line.")
  var source: String?

  /// Whether nothing was selected.
  var isEmpty: Bool { entities.isEmpty && source == nil }

  func validate() throws {
    if let source, source != "-" {
      throw ValidationError("documents are named by --entity type:id, or - and standard input")
    }
  }
}

/// Finds the documents and subjects that a command line names.
struct DocumentFinder {
  /// The most bytes of ids that are read from standard input.
  private static let inputLimit = 64 << 20

  let connections: Connections

  /// The documents of a selection, each once and there; a text that names none ends the command.
  func documents(_ selection: DocumentSelection) async throws -> [EntityKey] {
    var texts = selection.entities
    if selection.source == "-" { texts += try textsFromInput() }
    return try await documents(texts)
  }

  /// The documents that these texts name.
  func documents(_ texts: [String]) async throws -> [EntityKey] {
    guard !texts.isEmpty else { return [] }
    let named = try texts.map(candidates)
    let keys = named.flatMap(\.self)
    let entities = connections.settings.profile.entities
    let reads = try connections.requireHolds().reads
    let places = try await reads.survey(.holding(keys, entities))
    let there = Set(try await reads.documents(keys, in: places, of: entities).map(\.key))
    var seen: Set<EntityKey> = []
    var found: [EntityKey] = []
    var missing: [String] = []
    for (text, candidates) in zip(texts, named) {
      // A backend stores an id as an object id or as a text: the likeliest that is there is meant.
      guard let key = candidates.first(where: there.contains) else {
        missing.append(text)
        continue
      }
      if seen.insert(key).inserted { found.append(key) }
    }
    guard missing.isEmpty else {
      for tenant in places.unreached {
        Complaint.print("not looked at: the own database of \(tenant.text)")
      }
      let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
      Complaint.print("not found: \(missing.prefix(5).joined(separator: ", "))\(more)")
      throw ExitStatus.no
    }
    return found
  }

  /// The text that names a subject; `-` reads a line of standard input, which nobody else can see.
  static func subjectText(_ argument: String) throws -> String {
    guard argument == "-" else { return argument }
    let line = try StandardInput.read(limit: 4_096).prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self)
  }

  /// The one subject that a text names; none or several end the command.
  func subject(_ text: String) async throws -> EntityKey {
    let profile = connections.settings.profile
    guard let selector = SubjectSelector(text: text, types: profile.entities.map(\.type)) else {
      throw ValidationError("a subject is an id, e-mail, phone, name or type:id")
    }
    let found = try await connections.ports.entities.find(selector)
    if let why = found.incomplete { Complaint.print("not all could be searched: \(why)") }
    guard !found.rows.isEmpty else {
      Complaint.print("the subject was not found")
      throw ExitStatus.no
    }
    guard let only = found.only(for: selector, userType: profile.userType) else {
      for row in found.rows.prefix(20) {
        Complaint.print("\(row.key.type):\(row.key.id.text) \(row.name ?? "")")
      }
      Complaint.print("\(found.rows.count) may be meant: name one as type:id")
      throw ExitStatus.usage
    }
    return only.key
  }

  /// The query that a text is.
  func query(_ text: String) throws -> HoldQuery {
    do {
      return try HoldQuery(parsing: text, types: connections.settings.profile.entities.map(\.type))
    } catch {
      throw ValidationError(error.message)
    }
  }

  private func candidates(_ text: String) throws -> [EntityKey] {
    guard let colon = text.firstIndex(of: ":") else { throw Self.malformed }
    let type = String(text[..<colon])
    let id = String(text[text.index(after: colon)...])
    guard connections.settings.profile.entity(type) != nil, !id.isEmpty else {
      throw Self.malformed
    }
    return DocumentID.candidates(id).map { EntityKey(type: type, id: $0) }
  }

  private static let malformed = ValidationError(
    "a document is named as type:id, with a type of the profile"
  )

  private func textsFromInput() throws -> [String] {
    if StandardInput.isTerminal { Complaint.print("type one type:id a line, then Ctrl-D") }
    let input = try StandardInput.read(limit: Self.inputLimit)
    return String(decoding: input, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .map(String.init)
  }
}
