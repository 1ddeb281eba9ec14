/// What a cell means; a theme says how each role looks.
///
/// Raw values are the names in theme files.
package enum Role: String, Hashable, Sendable, CaseIterable {
  case text
  case textDim = "text.dim"
  case bandProduction = "band.prod"
  case bandStaging = "band.stage"
  case bandDevelopment = "band.dev"
  case bandReadWrite = "band.rw"
  case tabActive = "tab.active"
  case crumbActive = "crumb.active"
  case tableHeader = "table.header"
  case tableSort = "table.sort"
  case rowCursor = "row.cursor"
  case rowCursorUnfocused = "row.cursor.unfocused"
  case rowMark = "row.mark"
  case rowNew = "row.new"
  case rowChanged = "row.changed"
  case rowGone = "row.gone"
  case severityOK = "sev.ok"
  case severityInfo = "sev.info"
  case severityWarning = "sev.warn"
  case severityError = "sev.error"
  case severityCritical = "sev.crit"
  case hold
  case piiMasked = "pii.masked"
  case piiRevealed = "pii.revealed"
  case stale
  case match
  case key
  case hint
  case disabled
  case border
  case borderFocus = "border.focus"
  case title
  case dialog
  case dialogDanger = "dialog.danger"
  case button
  case buttonFocus = "button.focus"
  case input
  case inputError = "input.error"
  case prompt
  case chartBar = "chart.bar"
  case chartOver = "chart.over"
  /// Parts of a stacked column above the first.
  case chartSecond = "chart.second"
  case chartThird = "chart.third"
  case chartFourth = "chart.fourth"
  case chartAxis = "chart.axis"
  case chartGap = "chart.gap"
  case flashOK = "flash.ok"
  case flashWarning = "flash.warn"
  case flashError = "flash.error"
  case jsonKey = "json.key"
  case jsonString = "json.string"
  case jsonNumber = "json.number"
  case jsonNull = "json.null"
}
