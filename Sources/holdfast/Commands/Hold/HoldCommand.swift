import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Legal holds.
struct HoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Place legal holds, release them, and check that everything is held.",
    subcommands: [
      HoldList.self, HoldShow.self, HoldPlace.self, HoldResume.self, HoldRelease.self,
      HoldCancel.self, HoldWithdraw.self, HoldReview.self, HoldCheckCommand.self,
      HoldExport.self, HoldVerifyExport.self,
    ]
  )
}

extension Connections {
  /// What is read of holds, or the end of the command where the profile maps no collection.
  func requireHolds() throws -> HoldExamination {
    if let holds { return holds }
    Complaint.print("the profile names no entities to hold")
    throw ExitStatus.no
  }

  /// The hold with this id, or the end of the command.
  func hold(_ id: String) async throws -> LegalHold {
    if let hold = try await requireHolds().reads.holds().first(where: { $0.id == id }) {
      return hold
    }
    Complaint.print("there is no hold \(id)")
    throw ExitStatus.no
  }
}
