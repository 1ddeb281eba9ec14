import ConsoleDomain

/// Writing held material to files for counsel: unredacted, so that it takes two people.
///
/// No document is touched; the gate is the same as for changes, since what left can't be taken back.
struct ExportHoldAction: AuditedAction {
  let planner: HoldPlanner

  private var ports: HoldPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    guard case .exportHold(let export) = request else {
      throw .nothingToDo("this exports nothing")
    }
    let holds = try await holds(of: export)
    guard !holds.isEmpty else {
      throw .nothingToDo("no matter and no hold with the id \(export.subject) holds anything")
    }
    return try await planner.export(holds, request, on: servers)
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] { HoldRecord.intentDetails(plan) }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    guard case .exportHold(let export) = plan.request else { return Self.failed("nothing to do") }
    let receipt: HoldPackageReceipt
    do {
      let holds = try await holds(of: export)
      receipt = try await ports.packages.write(
        HoldPackageOrder(
          holds: holds,
          folder: export.folder,
          occasion: HoldExportManifest.Occasion(
            subject: export.subject,
            holds: holds.map(\.id),
            operation: plan.id.description,
            planHash: plan.hash,
            requestedBy: steering.actor,
            approvedBy: steering.approver ?? "",
            reason: steering.authorisation.reason,
            ticket: steering.authorisation.ticket
          ),
          servers: plan.servers,
          environment: planner.policy.environment,
          isStopped: { steering.stop.isRaised },
          progress: { documents in
            steering.progress(
              ActionProgress(
                id: plan.id,
                done: documents,
                total: max(documents, plan.matched),
                stage: "writing documents"
              )
            )
          }
        ),
        permit: permit
      )
    } catch let failure as HoldPackageFailure {
      return Self.failed(failure.sentence)
    } catch let refusal as GateRefusal {
      return Self.failed(refusal.recordText)
    } catch {
      return Self.failed("It could not be written.")
    }
    return Self.run(receipt, at: export.folder, missing: plan.warnings)
  }

  /// The holds of a matter, or the one hold, as far as they hold anything.
  private func holds(of export: HoldExportRequest) async throws(GateRefusal) -> [LegalHold] {
    do {
      return try await ports.reads.holds().filter { hold in
        hold.state.isHolding && (hold.id == export.subject || hold.matter.id == export.subject)
      }
    } catch {
      throw .store(error)
    }
  }

  private static func failed(_ problem: String) -> ActionRun {
    ActionRun(
      result: .failure,
      matched: 0,
      changed: 0,
      blocked: 0,
      problems: [problem],
      details: [],
      ending: .documents(DocumentsEnding(groups: []))
    )
  }

  /// What is in scope and not held yet is in the folder, and makes the export partial: it may not be
  /// all that will be held.
  private static func run(
    _ receipt: HoldPackageReceipt,
    at folder: String,
    missing: [String]
  ) -> ActionRun {
    let counts = receipt.manifest.counts
    let documents = counts.documents.reduce(0) { $0 + $1.count }
    var problems = missing
    if counts.unheld > 0 {
      problems.append(
        "\(CountText.noun(counts.unheld, "document")) in scope not held yet: `holdfast sweep`."
      )
    }
    var details = [
      AuditDetail("package.manifest", .string(receipt.manifestHash)),
      AuditDetail("counts.documents", .int(Int64(documents))),
      AuditDetail("counts.events", .int(Int64(counts.events))),
      AuditDetail("counts.evidence", .int(Int64(counts.evidence))),
    ]
    details += receipt.manifest.files.enumerated().map { index, file in
      .item(
        "files",
        index,
        .document([
          "name": .string(file.name), "sha256": .string(file.sha256),
          "records": .int(file.records),
        ])
      )
    }
    return ActionRun(
      result: problems.isEmpty ? .success : .partial,
      matched: documents,
      changed: 0,
      blocked: 0,
      problems: problems,
      details: details,
      ending: .documents(
        DocumentsEnding(
          groups: counts.documents.map {
            DocumentsEnding.Group(place: $0.place, changed: 0, unchanged: $0.count)
          },
          notes: [
            "\(CountText.noun(documents, "document")), \(CountText.noun(counts.events, "event"))"
              + " and copies of \(CountText.noun(counts.evidence, "session")) written to \(folder)",
            "manifest SHA-256 \(receipt.manifestHash)",
          ]
        )
      )
    )
  }
}
