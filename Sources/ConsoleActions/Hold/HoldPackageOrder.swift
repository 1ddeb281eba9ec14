package import ConsoleDomain

/// What is to be written.
package struct HoldPackageOrder: Sendable {
  package var holds: [LegalHold]
  package var folder: String
  package var occasion: HoldExportManifest.Occasion
  package var servers: ServerIdentity
  package var environment: String
  /// Once it says so, the writing ends without a folder.
  package var isStopped: @Sendable () -> Bool
  /// Told how many documents are written.
  package var progress: @Sendable (_ documents: Int) -> Void

  /// Names what is to be written.
  package init(
    holds: [LegalHold],
    folder: String,
    occasion: HoldExportManifest.Occasion,
    servers: ServerIdentity,
    environment: String,
    isStopped: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (_ documents: Int) -> Void
  ) {
    self.holds = holds
    self.folder = folder
    self.occasion = occasion
    self.servers = servers
    self.environment = environment
    self.isStopped = isStopped
    self.progress = progress
  }
}

/// What was written.
package struct HoldPackageReceipt: Hashable, Sendable {
  package var manifest: HoldExportManifest
  /// SHA-256 of the manifest's file in hex.
  package var manifestHash: String

  /// Makes a receipt.
  package init(manifest: HoldExportManifest, manifestHash: String) {
    self.manifest = manifest
    self.manifestHash = manifestHash
  }
}

/// Why there is no folder, in one sentence without a value of a document.
package struct HoldPackageFailure: Error, Hashable, Sendable {
  package var sentence: String

  /// Makes a failure.
  package init(_ sentence: String) {
    self.sentence = sentence
  }
}
