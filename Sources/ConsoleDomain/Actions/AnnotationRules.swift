/// What an annotation of an audit record must say.
package enum AnnotationRules {
  /// The most characters of a note: it explains, it is no place for documents.
  package static let longestNote = 2000

  /// Which field is wrong and what is wanted; nil when the annotation is accepted.
  package static func fault(ticket: String?, note: String?) -> (field: String, wanted: String)? {
    if let note {
      if let fault = AuthorisationRules.fault(reason: note) { return ("note", fault) }
      if note.count > longestNote { return ("note", "at most \(longestNote) characters") }
    }
    return ticket == nil && note == nil ? ("note", "a note, a ticket or both") : nil
  }
}
