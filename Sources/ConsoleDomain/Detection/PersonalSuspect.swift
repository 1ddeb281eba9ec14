/// A path of documents that no rule of the profile covers and whose values look like personal data.
package struct PersonalSuspect: Hashable, Sendable {
  /// Most documents that are named.
  package static let idLimit = 20

  /// `contacts`: the collection's name.
  package var place: String
  /// Dotted, positions of arrays as `[]`; `*` for a name that itself looks like it.
  package var path: String
  package var form: PersonalForm
  /// Documents that have it.
  package private(set) var count = 0
  /// Some of them.
  package private(set) var ids: [String] = []

  /// Names a path; nothing has it yet.
  package init(place: String, path: String, form: PersonalForm) {
    self.place = place
    self.path = path
    self.form = form
  }

  /// Counts a document.
  package mutating func add(_ id: String) {
    count += 1
    if ids.count < Self.idLimit { ids.append(id) }
  }

  /// `contacts.meta.backup looks like an e-mail address in 3 documents`.
  package var phrase: String {
    let documents = count == 1 ? "1 document" : "\(count) documents"
    return "\(place).\(path) looks like \(form.phrase) in \(documents)"
  }
}
