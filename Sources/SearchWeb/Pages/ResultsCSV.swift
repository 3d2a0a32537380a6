internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The records of a question as a table for Excel: CSV of RFC 4180 in UTF-8 with a byte order mark.
struct ResultsCSV {
    let context: PageContext
    let state: PageState

    /// The greatest number of records of a table.
    static let mostRecords = 10_000

    /// The table.
    ///
    /// - Throws: `SearchError` if the question is invalid or the index is damaged.
    func bytes() throws(SearchError) -> [UInt8] {
        let searcher = context.searcher
        let search = PageSearch(
            state: state, searcher: searcher, overview: context.overview,
            deadline: context.deadline)
        var options = try search.options()
        options.offset = 0
        options.limit = ResultsCSV.mostRecords
        // Records with some of the words are included only if none has all.
        options.includesSomeWords = false
        var results = try searcher.search(try search.query(), options: options)
        if results.total == 0 {
            options.includesSomeWords = true
            results = try searcher.search(try search.query(), options: options)
        }
        let fields = searcher.schema.fieldNames.filter { $0 != "area_key" }
        var table = ResultTable(
            columns: ["ID"].map { .init(key: $0) }
                + fields.map { .init(key: context.label(of: $0)) },
            rows: [])
        for hit in results.hits {
            let document = try searcher.document(of: hit)
            table.rows.append(
                [.text(document.id)] + fields.map { cell($0, document) })
        }
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        DelimitedText(.csv).write(table) { bytes.append(contentsOf: $0.utf8) }
        return bytes
    }

    /// A number stays a number, so that a sign before it is not treated as a formula.
    private func cell(_ field: String, _ document: Document) -> ResultTable.Cell {
        if case .integer(let number)? = document[field],
            context.searcher.schema.integerKind(field).values.form == .number
        {
            return .integer(Int(number))
        }
        return .text(text(field, document))
    }

    private func text(_ field: String, _ document: Document) -> String {
        if field == "source" {
            guard let source = RecordSourceText(document) else { return "" }
            return ([source.document] + source.location(context.localized)).joined(separator: " > ")
        }
        switch document[field] {
        case .text(let text)?: return text
        case .keywords(let values)?: return values.joined(separator: "、")
        case .integer(let number)?: return context.searcher.schema.text(of: number, in: field)
        case .json(let json)?: return StoredText.lines(json).joined(separator: "、")
        case nil: return ""
        }
    }
}
