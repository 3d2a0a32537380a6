internal import Messages
internal import RenkeiSearch

/// A concordance: every occurrence of the query in the texts, one per line, with the words aligned.
struct WordingView {
    let context: PageContext
    let state: PageState
    let search: PageSearch

    /// The number of lines shown.
    private static let mostLines = 200
    /// The number of letters on either side.
    private static let sideLength = 17

    /// The lines, with the way they were found.
    private struct Found {
        var lines: [(line: ConcordanceLine, record: Document)] = []
        /// Whether there are more.
        var isCut = false
        /// Whether the words are listed one by one, because no text has them as typed.
        var isByWord = false
    }

    /// Collects the lines.
    ///
    /// - Parameter results: the records of the question.
    /// - Throws: `SearchError` if the question is invalid or the index is damaged.
    func body(_ results: SearchResults) throws(SearchError) -> ResultsBody {
        // Where no record matches, no text has the words.
        guard results.total > 0 else { return ResultsBody { html in write(Found(), &html) } }
        var found = try lines(of: try search.query())
        // Words alone would ignore exclusions and conditions on fields.
        let words =
            WordingView.hasOnlyWords(try search.question())
            ? results.words.map { QueryNode.word($0.word) } : []
        // Word by word: in records with all of them, or else in those with any.
        for asked in words.isEmpty ? [] : [QueryNode.all(words), .any(words)]
        where found.lines.isEmpty {
            found = try lines(of: try search.query(asked))
            found.isByWord = true
        }
        // Sorting by the text that follows groups equal phrases.
        found.lines = found.lines.enumerated().sorted {
            let (left, right) = ($0.element.line, $1.element.line)
            if left.key != right.key { return left.key < right.key }
            if left.right != right.right { return left.right < right.right }
            return $0.offset < $1.offset
        }.map(\.element)
        return ResultsBody { [found] html in write(found, &html) }
    }

    /// Whether a question consists only of words, none of them excluded.
    private static func hasOnlyWords(_ question: QueryNode) -> Bool {
        switch question {
        case .word: true
        case .all(let parts), .any(let parts): parts.allSatisfy(hasOnlyWords)
        case .required(let part), .boost(let part, _): hasOnlyWords(part)
        default: false
        }
    }

    private func lines(of query: QueryNode) throws(SearchError) -> Found {
        var options = ConcordanceOptions(width: WordingView.sideLength)
        options.search = try search.options()
        var found = Found()
        let concordance: Concordance
        do { concordance = try context.searcher.concordance(query, options: options) } catch {
            // For example a year alone, which does not occur in texts.
            guard error.code == .invalidQuery else { throw error }
            return found
        }
        var documents = concordance.documents()
        while let next = try documents.next() {
            try Deadline.check(context.deadline)
            let room = WordingView.mostLines - found.lines.count
            found.lines += next.lines.prefix(room).map { ($0, next.document) }
            if next.lines.count > room {
                found.isCut = true
                break
            }
        }
        return found
    }

    private func write(_ found: Found, _ html: inout HTMLWriter) {
        html.element(
            .p, .class("lead"),
            text: context.localized(
                "Each occurrence of the words in the titles and descriptions in its context, sorted by the text that follows."
            ))
        guard !found.lines.isEmpty else {
            html.element(
                .p, .class("empty"),
                text: context.localized("The words are in no title or description of this data."))
            return
        }
        if found.isByWord {
            html.element(
                .p, .class("hint"),
                text: context.localized(
                    "The words do not occur together as typed. Here is each word by itself."
                ))
        }
        html.element(
            .div, .class("scroll"), .attribute(.tabindex, "0"), .attribute(.role, "region"),
            .label(context.localized("Words in context"))
        ) { html in
            html.element(.table, .class("wording")) { html in
                html.element(.thead, .class("unseen")) { html in
                    html.element(.tr) { html in
                        html.element(.th, .scope("col"), text: context.localized("Before"))
                        html.element(.th, .scope("col"), text: context.localized("Word"))
                        html.element(.th, .scope("col"), text: context.localized("After"))
                        html.element(.th, .scope("col"), text: context.localized("Record"))
                    }
                }
                html.element(.tbody) { html in
                    for (line, record) in found.lines { write(line, record, &html) }
                }
            }
        }
        if found.isCut {
            html.element(
                .p, .class("hint"),
                text: context.localized("Only the first 200 places are shown."))
        }
    }

    private func write(_ line: ConcordanceLine, _ record: Document, _ html: inout HTMLWriter) {
        html.element(.tr) { html in
            html.element(.td, .class("left"), text: line.left)
            html.element(.td, .class("word")) { $0.element(.mark, text: line.key) }
            html.element(.td, .class("right"), text: line.right)
            html.element(.td, .class("from")) { html in
                let address = PageAddress("records", record.id, parameters: state.parameters)
                html.element(.a, .href(address), text: context.title(of: record))
            }
        }
    }
}
