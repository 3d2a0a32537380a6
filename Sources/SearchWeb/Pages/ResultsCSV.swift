internal import Messages
internal import RenkeiSearch

/// The records of a question as a table for Excel: CSV of RFC 4180 in UTF-8 with a byte order mark.
struct ResultsCSV {
    let context: PageContext
    let state: PageState

    /// How many records a table has at most.
    static let mostRecords = 10_000

    /// The table.
    ///
    /// - Throws: `SearchError` if the question cannot be understood or the index is damaged.
    func bytes() throws(SearchError) -> [UInt8] {
        let searcher = context.searcher
        let search = PageSearch(state: state, searcher: searcher, overview: context.overview)
        var options = try search.options()
        options.offset = 0
        options.limit = ResultsCSV.mostRecords
        // A table of what was asked for: records with some of the words only where none has all.
        options.includesSomeWords = false
        var results = try searcher.search(try search.query(), options: options)
        if results.total == 0 {
            options.includesSomeWords = true
            results = try searcher.search(try search.query(), options: options)
        }
        let fields = searcher.schema.fieldNames.filter { $0 != "area_key" }
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        ResultsCSV.append(["ID"] + fields.map(context.label), to: &bytes)
        for hit in results.hits {
            let document = try searcher.document(of: hit)
            ResultsCSV.append(
                [document.id] + fields.map { text($0, document) }, to: &bytes)
        }
        return bytes
    }

    private func text(_ field: String, _ document: Document) -> String {
        if field == "source" {
            guard let source = RecordSourceText(document) else { return "" }
            return ([source.document] + source.place(context.localized)).joined(separator: " > ")
        }
        switch document[field] {
        case .text(let text)?: return text
        case .keywords(let values)?: return values.joined(separator: "、")
        case .integer(let number)?: return context.searcher.schema.text(of: number, in: field)
        case .json(let json)?: return StoredText.lines(json).joined(separator: "、")
        case nil: return ""
        }
    }

    /// Appends a row.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
    static func append(_ cells: [String], to bytes: inout [UInt8]) {
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            let text = guarded(cell)
            let needsQuotes = text.utf8.contains {
                [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0D, 0x0A, 0x20].contains($0)
            }
            guard needsQuotes else {
                bytes.append(contentsOf: text.utf8)
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    private static func guarded(_ text: String) -> String {
        switch text.unicodeScalars.first(where: { $0 != "'" }) {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−": "'" + text
        default: text
        }
    }
}
