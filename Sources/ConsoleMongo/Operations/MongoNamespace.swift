/// A collection by its full name.
package struct MongoNamespace: Hashable, Sendable, CustomStringConvertible {
  package var database: String
  package var collection: String

  /// Names a collection; an impossible name is refused when it is used.
  package init(_ database: String, _ collection: String) {
    self.database = database
    self.collection = collection
  }

  package var description: String { "\(database).\(collection)" }

  var isValid: Bool {
    !database.isEmpty && !collection.isEmpty && !database.utf8.contains(0)
      && !collection.utf8.contains(0) && database.utf8.count + collection.utf8.count < 255
  }
}
