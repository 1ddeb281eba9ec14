import ConsoleDomain

/// What the list of a screen can be filtered by.
struct ListFilter {
  let grammar: QueryGrammar
  /// What can be typed, in one line.
  let hint: String
  let state: FilterState
}

extension Model {
  /// The filter of the list on the screen; nil where there is no list.
  var listFilter: ListFilter? {
    switch shell.navigation.current {
    case .sessions:
      ListFilter(
        grammar: SessionQuery.grammar,
        hint: "ip:10.* user: email: org: role: agent:curl ttl<1h created>2d flag:held -not",
        state: sessions.filterState
      )
    case .limits:
      ListFilter(
        grammar: CounterQuery.grammar,
        hint: "limiter:login ip:10.* client: email: blocked:yes hits>100 resets<1m flag:proxy?",
        state: limits.filterState
      )
    case .audit:
      ListFilter(
        grammar: AuditQuery.grammar,
        hint: "action:revoke actor: entity: result: ticket: since:2h until: source:ours -not",
        state: audit.filter
      )
    case .entities:
      ListFilter(
        grammar: EntityQuery.grammar,
        hint: "held:yes|no|missing archived: stripped: org: id: name: -not; any other word",
        state: entities.filter
      )
    case .holds:
      ListFilter(
        grammar: HoldRegisterQuery.grammar,
        hint: "state:releasing matter: title: by: custodian: ticket: type: -not; any other word",
        state: holds.filter
      )
    case .health, .subject, .approvals, .retention: nil
    }
  }

  /// Narrows the list of the screen down.
  mutating func applyFilter(_ query: Query, text: String) -> [Effect] {
    switch shell.navigation.current {
    case .sessions:
      sessions.filter(by: query, text: text)
      return arrangeSessions()
    case .limits:
      limits.filter(by: query, text: text)
      return arrangeCounters()
    case .audit:
      audit.filter.set(query, text: text)
      return reloadAuditSoon()
    case .entities:
      entities.filter.set(query, text: text)
      return filterEntities()
    case .holds:
      holds.filter.set(query, text: text)
      holds.arrange(page: layout.pageRows)
      return []
    case .health, .subject, .approvals, .retention: return []
    }
  }

  /// Keeps the filter of the screen for the next prompts.
  mutating func rememberFilter() {
    switch shell.navigation.current {
    case .sessions: sessions.filterState.remember()
    case .limits: limits.filterState.remember()
    case .audit: audit.filter.remember()
    case .entities: entities.filter.remember()
    case .holds: holds.filter.remember()
    case .health, .subject, .approvals, .retention: break
    }
  }
}
