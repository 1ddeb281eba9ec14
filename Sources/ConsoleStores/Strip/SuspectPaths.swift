import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// What of documents still looks like personal data once a strip has done with them.
struct SuspectPaths: Sendable {
  /// Most paths that are told of one collection.
  private static let limit = 50

  let place: String
  private(set) var suspects: [PersonalSuspect] = []

  init(place: String) { self.place = place }

  /// Looks at a document as its edit leaves it; what the profile itself puts there is no suspect.
  mutating func add(_ document: MongoDocument, _ edit: StripEdit, _ rules: StripRules) {
    let id = DocumentID(document["_id"])?.text ?? ""
    var walk = Walk(known: rules.placeholders(of: id))
    for (name, value) in document.elements where name != "_id" && !edit.unsets.contains(name) {
      walk.visit(edit.sets.first { $0.name == name }?.value ?? value, named: name, below: "")
    }
    for found in walk.found.sorted(by: { ($0.path, $0.form.rawValue) < ($1.path, $1.form.rawValue) }
    ) {
      count(found, SafeText.of(String(id.utf8Prefix(64))))
    }
  }

  private mutating func count(_ found: Walk.Found, _ id: String) {
    let index = suspects.firstIndex { $0.path == found.path && $0.form == found.form }
    if let index {
      suspects[index].add(id)
    } else if suspects.count < Self.limit {
      var suspect = PersonalSuspect(place: place, path: found.path, form: found.form)
      suspect.add(id)
      suspects.append(suspect)
    }
  }

  /// One pass down one document.
  private struct Walk {
    struct Found: Hashable {
      var path: String
      var form: PersonalForm
    }

    let known: Set<String>
    var found: Set<Found> = []

    mutating func visit(_ value: MongoValue, named name: String, below path: String) {
      // A name may be an address itself, and then is no path that can be shown.
      let forms = PersonalForm.found(in: name)
      let shown = forms.isEmpty ? SafeText.of(String(name.utf8Prefix(64))) : "*"
      let here = path.isEmpty ? shown : "\(path).\(shown)"
      found.formUnion(forms.map { Found(path: here, form: $0) })
      visit(value, at: here)
    }

    private mutating func visit(_ value: MongoValue, at path: String) {
      switch value {
      case .string(let text):
        guard !known.contains(text), !Placeholder.matches(text) else { return }
        found.formUnion(PersonalForm.found(in: text).map { Found(path: path, form: $0) })
      case .array(let items): for item in items { visit(item, at: path + "[]") }
      case .document(let document):
        for (name, value) in document.elements { visit(value, named: name, below: path) }
      default: return
      }
    }
  }
}
