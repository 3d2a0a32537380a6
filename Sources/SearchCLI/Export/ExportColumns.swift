internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The fields of an export, in order.
struct ExportColumns {
    /// The names of the columns: each is `id` or a field.
    let names: [String]
    let schema: Schema

    /// Takes the requested fields, or `id` and all fields; for KH Coder without JSON fields.
    init(_ asked: String?, _ format: ExportFormat, _ searcher: Searcher) throws {
        schema = searcher.schema
        let known = ["id"] + schema.fieldNames.filter { $0 != "id" }
        guard let asked else {
            let stored = Set(format == .khcoder ? schema.storedFields : [])
            names = known.filter { !stored.contains($0) }
            return
        }
        guard !asked.isEmpty else {
            throw CommandError("--fields: name one or more of \(Text.list(known))")
        }
        var names: [String] = []
        for text in asked.split(omittingEmptySubsequences: false, whereSeparator: ",，、".contains) {
            let name = String(text)
            let field = known.contains(name) ? name : searcher.fieldNames(name).first
            guard let field else {
                throw CommandError(
                    "--fields: there is no field \(name); there are \(Text.list(known))")
            }
            guard !names.contains(field) else {
                throw CommandError("--fields: the field \(field) is there twice")
            }
            names.append(field)
        }
        self.names = names
    }

    /// The values of a record as an object; absent ones are left out.
    func object(_ document: Document) -> JSONValue {
        .object(
            names.compactMap { name in
                if name == "id" { return .init(key: "id", value: .string(document.id)) }
                return DocumentJSON.value(of: name, in: document, schema).map {
                    .init(key: name, value: $0)
                }
            })
    }

    /// The values of a record as cells.
    func cells(_ document: Document) -> [ResultTable.Cell] {
        names.map { name in
            name == "id"
                ? .text(document.id)
                : ResultTable.Cell(DocumentJSON.value(of: name, in: document, schema))
        }
    }

    /// The widths of the columns of a sheet, in letters.
    var widths: [Int] {
        let texts = schema.textFields.map(\.name)
        return names.map { name in
            guard let index = texts.firstIndex(of: name) else { return 16 }
            return index == texts.count - 1 ? 80 : 40
        }
    }
}

/// The records of an export.
struct ExportedRecords {
    private let searcher: Searcher
    private let corpus: CorpusOptions
    private let words: [String]
    private let results: SearchResults
    private let options: SearchOptions
    private let isEverything: Bool
    /// The number of records.
    var count: Int { isEverything ? searcher.documentCount : results.total }

    /// Finds the records with all words that pass the filters; without words and filters, all
    /// records.
    init(_ words: [String], _ corpus: CorpusOptions, _ searcher: Searcher) throws {
        self.words = words
        self.corpus = corpus
        self.searcher = searcher
        isEverything = words.isEmpty && corpus.arguments.isEmpty
        var options = isEverything ? SearchOptions(limit: 0) : try corpus.searchOptions(searcher)
        options.includesSomeWords = false
        options.countsMatches = true
        self.options = options
        let query = words.joined(separator: " ")
        results = try corpus.reading(query) { () throws(SearchError) in
            words.isEmpty
                ? try searcher.search(.everything, options: options)
                : try searcher.search(query, options: options)
        }
        if let cut = results.queryCut { Console.error(cut.localizedMessage) }
        if results.total == 0 { UnknownFieldNote.report(query, searcher) }
    }

    /// Calls `body` with every record, in insertion order.
    func forEach(_ body: (Document) throws -> Void) throws {
        if isEverything {
            try searcher.forEachDocument(body)
        } else {
            try searcher.forEachDocument(matching: results.query, options: options, body)
        }
    }

    /// The citation of how the records were found.
    func citation(_ date: String?) throws -> Citation {
        Citation(
            question: words.joined(separator: " "), filters: corpus.arguments,
            words: Citation.words(results.words), records: .found(count), searcher: searcher,
            date: try CivilDate.chosen(date))
    }
}
