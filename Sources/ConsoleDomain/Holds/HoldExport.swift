import ConsoleText

/// What of held material goes into a folder for counsel, and where that is to be.
package struct HoldExportRequest: Hashable, Sendable {
  /// Id of a matter, for everything that its holds hold, or of one hold.
  package var subject: String
  /// The folder to make.
  package var folder: String

  /// Names a matter or a hold, and a folder.
  package init(subject: String, folder: String) {
    self.subject = subject
    self.folder = folder
  }
}

/// What an export of held material has in it and how to know that it is unchanged: `manifest.json`.
package struct HoldExportManifest: Hashable, Sendable {
  /// Names this form; another one gets another number.
  package static let format = "holdfast hold export 1"
  /// The manifest's own file.
  package static let manifestName = "manifest.json"

  /// Name and version of the program that made it.
  package var tool: String
  package var exportedAt: Instant
  package var servers: ServerIdentity
  package var environment: String
  package var occasion: Occasion
  package var counts: Counts
  /// Members whose values are credentials and stay out, with how many were left out.
  package var withheld: [Withheld]
  /// Collections of the database that no mapping covers, and so nothing here is from.
  package var unmapped: [String]
  package var files: [ExportedFile]

  /// Which holds it is of, who agreed to it, and the record it stands under.
  package struct Occasion: Hashable, Sendable {
    /// As it was asked for.
    package var subject: String
    package var holds: [String]
    package var operation: String
    package var planHash: String
    package var requestedBy: String
    package var approvedBy: String
    package var reason: String
    package var ticket: String

    /// Describes an occasion.
    package init(
      subject: String,
      holds: [String],
      operation: String,
      planHash: String,
      requestedBy: String,
      approvedBy: String,
      reason: String,
      ticket: String
    ) {
      self.subject = subject
      self.holds = holds
      self.operation = operation
      self.planHash = planHash
      self.requestedBy = requestedBy
      self.approvedBy = approvedBy
      self.reason = reason
      self.ticket = ticket
    }
  }

  /// How much is in it.
  package struct Counts: Hashable, Sendable {
    /// By collection, in the profile's order.
    package var documents: [Place] = []
    package var events = 0
    /// Copies of sessions that were live when a hold was placed.
    package var evidence = 0
    /// Documents in the scope of a hold that do not carry its flag and id yet.
    package var unheld = 0

    /// Nothing yet.
    package init() {}
  }

  /// The documents of one collection.
  package struct Place: Hashable, Sendable {
    package var place: String
    package var count: Int

    /// Counts the documents of a collection.
    package init(place: String, count: Int) {
      self.place = place
      self.count = count
    }
  }

  /// Credentials at one member of a collection.
  package struct Withheld: Hashable, Sendable {
    package var place: String
    package var path: String
    package var count: Int

    /// Counts what was left out at a member.
    package init(place: String, path: String, count: Int) {
      self.place = place
      self.path = path
      self.count = count
    }
  }

  /// Makes a manifest.
  package init(
    tool: String,
    exportedAt: Instant,
    servers: ServerIdentity,
    environment: String,
    occasion: Occasion,
    counts: Counts,
    withheld: [Withheld],
    unmapped: [String],
    files: [ExportedFile]
  ) {
    self.tool = tool
    self.exportedAt = exportedAt
    self.servers = servers
    self.environment = environment
    self.occasion = occasion
    self.counts = counts
    self.withheld = withheld
    self.unmapped = unmapped
    self.files = files
  }
}
