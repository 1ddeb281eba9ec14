package import ConsoleDomain

/// The part of a collection that is in memory: some pages in a row, however long the collection is.
///
/// Of pages that were let go only their beginnings are kept, so that they can be read again.
package struct EntityWindow: Equatable, Sendable {
  /// Documents read at once.
  static let pageSize = 200
  /// The most pages kept; those furthest from where pages come in go first.
  static let pageLimit = 10

  private struct Page: Equatable {
    /// The document before it; nil: the collection's newest stands first.
    var after: DocumentID?
    var rows: [EntityRow]
  }

  private var pages: [Page] = []
  /// Beginnings of the pages above, the first of the collection first.
  private var above: [DocumentID?] = []
  /// Nothing older is there.
  private(set) var isAtEnd = false
  /// Where the next page begins while none is in memory.
  private var restart: DocumentID?

  init() {}

  /// All documents in memory, the newest first.
  package var rows: [EntityRow] { pages.flatMap(\.rows) }
  /// How many documents are in memory.
  package var count: Int { pages.reduce(0) { $0 + $1.rows.count } }
  /// Whether the first document in memory is the first of the collection.
  var isAtStart: Bool { above.isEmpty }
  /// Where the page below begins.
  var end: DocumentID? { pages.isEmpty ? restart : pages.last?.rows.last?.key.id }
  /// Where the page with a document begins; the first page in memory where none has it.
  func beginning(of key: EntityKey?) -> DocumentID? {
    let page = pages.first { page in page.rows.contains { $0.key == key } } ?? pages.first
    return page?.after
  }
  /// Where the page above begins; meaningful when there is one.
  var start: DocumentID? { above.last ?? nil }

  /// Adds the page below; the first goes when there are too many.
  mutating func append(_ page: EntityPage) {
    isAtEnd = !page.hasMore
    guard !page.rows.isEmpty else { return }
    pages.append(Page(after: end, rows: page.rows))
    guard pages.count > Self.pageLimit else { return }
    above.append(pages.removeFirst().after)
  }

  /// Lets the page go that begins there, and all below it, to be read again.
  mutating func restart(_ after: DocumentID?) {
    let place = pages.firstIndex { $0.after == after } ?? 0
    restart = after
    above += pages[..<place].map(\.after)
    pages = []
    isAtEnd = false
  }

  /// Puts the page above back; the last goes when there are too many.
  mutating func prepend(_ page: EntityPage) {
    guard let after = above.popLast() else { return }
    pages.insert(Page(after: after, rows: page.rows), at: 0)
    guard pages.count > Self.pageLimit else { return }
    pages.removeLast()
    isAtEnd = false
  }
}
