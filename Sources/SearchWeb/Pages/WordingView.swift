internal import Messages
internal import RenkeiSearch

/// How it is said: every place in the texts where what was asked for stands, a line each, the words
/// below each other.
struct WordingView {
    let context: PageContext
    let state: PageState
    let search: PageSearch

    /// How many records are looked through.
    private static let mostRecords = 200
    /// How many lines are shown.
    private static let mostLines = 200
    /// How many letters stand on either side.
    private static let sideLength = 17

    /// A place where the words stand.
    struct Line {
        let left: String
        let word: String
        let right: String
        let record: Document
        /// The place of the record among the results.
        let place: Int
    }

    /// Collects the lines.
    ///
    /// - Throws: `SearchError` if the question cannot be understood or the index is damaged.
    func body() throws(SearchError) -> ResultsBody {
        var options = try search.options()
        options.limit = WordingView.mostRecords
        options.offset = 0
        options.grouping = nil
        options.includesSomeWords = false
        let results = try context.searcher.search(try search.query(), options: options)
        var lines: [Line] = []
        guard let field = context.searcher.schema.textFields.last?.name else {
            return ResultsBody { _ in }
        }
        for (number, hit) in results.hits.enumerated() {
            guard lines.count < WordingView.mostLines else { break }
            let document = try context.searcher.document(of: hit)
            let text = document.text(field)
            let ranges = try context.searcher.highlights(in: text, for: results)
            let bytes = Array(text.utf8)
            for range in ranges where lines.count < WordingView.mostLines {
                lines.append(line(range, bytes, document, number + 1))
            }
        }
        // Sorted by what follows, the same turns of phrase stand together.
        let sorted = lines.enumerated().sorted {
            let (left, right) = ($0.element, $1.element)
            if left.word != right.word { return left.word < right.word }
            if left.right != right.right { return left.right < right.right }
            return $0.offset < $1.offset
        }.map(\.element)
        let isCut = lines.count == WordingView.mostLines || results.total > results.hits.count
        return ResultsBody { html in write(sorted, isCut: isCut, &html) }
    }

    private func line(
        _ range: Range<Int>, _ bytes: [UInt8], _ record: Document, _ place: Int
    ) -> Line {
        let before = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
        let after = String(decoding: bytes[range.upperBound...], as: UTF8.self)
        return Line(
            left: String(before.suffix(WordingView.sideLength)),
            word: String(decoding: bytes[range], as: UTF8.self),
            right: String(after.prefix(WordingView.sideLength)), record: record, place: place)
    }

    private func write(_ lines: [Line], isCut: Bool, _ html: inout HTMLWriter) {
        html.element(
            .p, .class("lead"),
            text: context.localized(
                "Each place in the descriptions where the words stand, with what is around it, sorted by what follows."
            ))
        guard !lines.isEmpty else {
            html.element(
                .p, .class("empty"),
                text: context.localized("The words stand in no description of this data."))
            return
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
                    for line in lines { write(line, &html) }
                }
            }
        }
        if isCut {
            html.element(
                .p, .class("hint"),
                text: context.localized("Only the first 200 places are shown."))
        }
    }

    private func write(_ line: Line, _ html: inout HTMLWriter) {
        html.element(.tr) { html in
            html.element(.td, .class("left"), text: line.left)
            html.element(.td, .class("word")) { $0.element(.mark, text: line.word) }
            html.element(.td, .class("right"), text: line.right)
            html.element(.td, .class("from")) { html in
                let address = PageAddress(
                    "records", line.record.id,
                    parameters: state.parameters + [("at", String(line.place))])
                html.element(.a, .href(address), text: context.title(of: line.record))
            }
        }
    }
}
