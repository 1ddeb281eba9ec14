import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawApprovals(into frame: inout Frame) {
    drawPanes(
      into: &frame,
      isDetailOpen: approvals.isDetailOpen,
      hasDetailFocus: approvals.pane == .detail,
      list: { drawApprovalList(into: &$0, $1) },
      detail: { drawApprovalDetail(into: &$0, $1) }
    )
  }

  private func drawApprovalList(into frame: inout Frame, _ rect: Rect) {
    let rows = approvals.rows
    guard !rows.isEmpty else {
      drawLines(emptyApprovals, into: &frame, rect)
      return
    }
    let scroll = ScrollState(
      top: approvals.top,
      choosing: approvals.position,
      count: rows.count,
      height: Table.height(in: rect)
    )
    var table = Table(
      columns: ApprovalListColumn.allCases.map(\.layout),
      count: rows.count,
      scroll: scroll,
      isFocused: approvals.pane == .list
    )
    table.hasCursor = approvals.position != nil
    let isStale = isApprovalListStale
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      TableRow(
        ApprovalListColumn.allCases.map { column in
          var cell = column.cell(rows[position], at: shell.viewTime, glyphs: shell.glyphs)
          if isStale { cell.role = .stale }
          return cell
        }
      )
    }
  }

  private var emptyApprovals: [String] {
    guard approvals.listing != nil else {
      return approvals.problem.map(problemLines) ?? ["Reading the requests ..."]
    }
    return [
      "Nobody has asked for an approval yet.",
      "A release, a withdrawal or a strip stores a request here when it is agreed to.",
    ]
  }

  /// Whether what is listed can't be refreshed now.
  private var isApprovalListStale: Bool {
    approvals.listing != nil && (approvals.problem != nil || health.isLost(.mongo))
  }

  var approvalCompleteness: String {
    guard let listing = approvals.listing else { return "" }
    let waiting = listing.waiting(at: shell.viewTime)
    return "\(waiting) waiting, \(CountText.grouped(listing.requests.count)) in all"
  }

  var approvalStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = approvals.position {
      parts.append(StatusPart("row \(position + 1)/\(approvals.rows.count)"))
    }
    if slots.isRunning(.approvals) {
      parts.append(StatusPart("reading ...", .textDim, priority: 3))
    }
    if let readAt = approvals.listing?.readAt {
      let age = ScreenText.age(readAt, at: shell.viewTime)
      parts.append(
        isApprovalListStale
          ? StatusPart("stale: \(age) old", .stale)
          : StatusPart("read \(age) ago", .textDim, priority: 2)
      )
    }
    if let problem = approvals.problem, !approvals.rows.isEmpty {
      parts.append(
        StatusPart(shell.glyphs.safe(ProblemText(problem).line), .severityWarning, priority: 1)
      )
    }
    parts.append(StatusPart("those that wait first", .textDim, priority: 4))
    return parts
  }
}

/// A column of the list of requests.
enum ApprovalListColumn: CaseIterable {
  case state
  case action
  case about
  case requester
  case what
  case left
  case plan

  var layout: TableColumn {
    switch self {
    case .state: TableColumn("STATE", width: .fixed(8))
    case .action: TableColumn("ACTION", width: .flexible(minimum: 12, maximum: 20))
    case .about: TableColumn("ABOUT", width: .flexible(minimum: 14, maximum: 26))
    case .requester:
      TableColumn("REQUESTER", width: .flexible(minimum: 10, maximum: 20), cut: .middle)
    case .what:
      TableColumn("WHAT", width: .flexible(minimum: 10, maximum: 30), priority: 2)
    case .left: TableColumn("LEFT", width: .fixed(7))
    case .plan: TableColumn("PLAN", width: .fixed(16), priority: 1)
    }
  }

  func cell(_ approval: Approval, at now: Instant, glyphs: Glyphs) -> TableCell {
    let state = approval.state(at: now)
    switch self {
    case .state: return TableCell(state.rawValue, state.role)
    case .action: return TableCell(glyphs.safe(approval.plan.action))
    case .about: return TableCell(glyphs.safe(approval.plan.subject))
    case .requester: return TableCell(glyphs.safe(approval.requester.name))
    case .what: return TableCell(glyphs.safe(approval.plan.countText))
    case .left:
      switch state {
      case .pending, .approved, .denied:
        return TableCell(TimeText.left(now.duration(to: approval.expiresAt)))
      case .expired, .consumed: return TableCell("")
      }
    case .plan: return TableCell(glyphs.safe(approval.shortHash), .textDim)
    }
  }
}

extension Approval.State {
  /// The colour of the word.
  var role: Role {
    switch self {
    case .pending: .severityWarning
    case .approved: .severityOK
    case .denied: .severityError
    case .expired, .consumed: .textDim
    }
  }
}

extension ApprovedPlan {
  /// How many of what: `12 users, 3 contacts`.
  var countText: String {
    counts.map { "\(CountText.grouped($0.count)) \($0.place)" }.joined(separator: ", ")
  }
}
