internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// All occurrences of a query in their contexts: key words in context, 用例.
///
/// A run of letters without blanks is searched as typed, in its other spellings and as its
/// synonyms; documents must have all parts of the query, as in a search for all words. An
/// occurrence that begins within one of another form of the same part is not listed.
///
///     let concordance = try searcher.concordance("連携")
///     try concordance.forEachLine { line, document in
///         print(line.left, line.key, line.right, document.keywords("area"))
///     }
///
/// Lines are produced document by document, in insertion order, and are not kept: memory depends on
/// the longest document and on the number of matching documents, 8 bytes each, not on the number of
/// lines. A concordance is a snapshot, like its searcher, and any number of tasks can iterate over
/// it concurrently.
public struct Concordance: Sendable {
    let searcher: Searcher
    let options: ConcordanceOptions
    let plan: QueryPlan
    let scanner: KeyScanner
    private let keys: [ConcordanceKey]
    /// The text fields that are searched, by number.
    private let fields: [(number: Int, name: String)]
    /// The key, if texts can be searched for it without normalisation.
    let literal: LiteralKey?
    /// The searched forms, in the order of the query: what was typed, then its other forms.
    public let forms: [ConcordanceForm]

    init(
        _ searcher: Searcher, _ query: QueryNode, _ options: ConcordanceOptions
    ) throws(SearchError) {
        try options.search.validate(searcher.schema)
        guard (0...ConcordanceOptions.greatestWidth).contains(options.width) else {
            throw SearchError(.invalidArgument, "the width of a context must be 0 to 10000")
        }
        guard (0...ConcordanceOptions.greatestNeighbours).contains(options.neighbours) else {
            throw SearchError(.invalidArgument, "the number of neighbours must be 0 to 50")
        }
        let synonyms = options.search.synonyms ?? searcher.synonyms
        let (node, keys, forms, literal) = try searcher.analyzers.with {
            analyzer throws(SearchError) in
            var rewriter = ConcordanceQuery(
                analyzer, synonyms.table, searcher.schema, options.matching,
                forms: FormChoice(kinds: options.search.formKinds) { form throws(SearchError) in
                    try searcher.isKnown(form)
                })
            let node = try rewriter.rewrite(query)
            let literal = LiteralKey(rewriter.keys) { key in
                analyzer.pattern(String(scalars: key.pattern))
            }
            return (node, rewriter.keys, rewriter.forms, literal)
        }
        guard !keys.isEmpty else {
            throw SearchError(
                .invalidQuery, "the query has no letters to list; give at least one word")
        }
        self.searcher = searcher
        self.options = options
        self.keys = keys
        self.forms = forms
        // Words around the key come from the normalised text.
        self.literal = options.neighbours == 0 ? literal : nil
        scanner = KeyScanner(keys)
        fields = Array(searcher.schema.textFields.map(\.name).enumerated())
            .filter { field in
                keys.contains { $0.fields?.contains(field.offset) ?? true }
            }.map { ($0.offset, $0.element) }
        plan = try searcher.plan(node, options.search)
    }

    /// Makes the same concordance with different neighbours and width.
    init(_ other: Concordance, neighbours: Int, width: Int) {
        searcher = other.searcher
        var options = other.options
        options.neighbours = neighbours
        options.width = width
        self.options = options
        plan = other.plan
        scanner = other.scanner
        keys = other.keys
        fields = other.fields
        literal = neighbours == 0 ? other.literal : nil
        forms = other.forms
    }

    /// The documents that have lines, in insertion order.
    public func documents() -> ConcordanceDocuments {
        ConcordanceDocuments(self)
    }

    /// Calls `body` with every line and its document.
    ///
    /// - Throws: `SearchError` if the index is damaged, and what `body` throws.
    public func forEachLine(_ body: (ConcordanceLine, Document) throws -> Void) throws {
        var documents = documents()
        while let next = try documents.next() {
            for line in next.lines { try body(line, next.document) }
        }
    }

    /// The number of occurrences of each of `forms`, and of documents with any.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    public func counts() throws(SearchError) -> (occurrences: [Int], documents: Int) {
        var occurrences = [Int](repeating: 0, count: forms.count)
        var documents = 0
        var walk = self.documents()
        while let next = try walk.next() {
            documents += 1
            for line in next.lines { occurrences[line.form] += 1 }
        }
        return (occurrences, documents)
    }

    /// The lines of a document with a number in the snapshot.
    ///
    /// - Parameters:
    ///   - count: the frequency of the literal key in the document; 0 if unknown.
    ///   - room: a buffer for the text that is being scanned.
    func lines(
        of number: UInt32, count: UInt32 = 0, _ room: inout NormalizedText
    ) throws(SearchError) -> ConcordanceDocument {
        let (segment, local) = searcher.locate(number)
        let document = try storing { () throws(StorageError) in try segment.document(local) }
        if let literal, let lines = literalLines(literal, document, count: Int(count)) {
            return ConcordanceDocument(document: document, lines: lines, number: number)
        }
        var lines: [ConcordanceLine] = []
        try searcher.analyzers.with { analyzer throws(SearchError) in
            for (field, name) in fields {
                let text = document.text(name)
                guard !text.isEmpty else { continue }
                analyzer.normalize(text, into: &room)
                let scan = try FieldScan(field, room, of: local, in: segment, analyzer)
                var cut: (cutter: ContextCutter, offsets: OriginalOffsets)?
                scanner.forEachOccurrence(
                    in: scan.normal.folded, field: field, isBoundary: { scan.isBoundary($0) }
                ) { occurrence in
                    if cut == nil {
                        let bytes = Array(text.utf8)
                        cut = (ContextCutter(bytes), OriginalOffsets(bytes))
                    }
                    guard
                        let range = cut?.offsets.range(
                            of: occurrence.range, in: scan.normal,
                            track: { analyzer.normalize(text) }),
                        let cutter = cut?.cutter
                    else { return }
                    lines.append(line(scan, occurrence, range, cutter, document.id))
                }
            }
        }
        return ConcordanceDocument(document: document, lines: lines, number: number)
    }

    /// The lines of a document whose texts contain the literal key; nil if the texts have it less
    /// often than the index.
    private func literalLines(
        _ literal: LiteralKey, _ document: Document, count: Int
    ) -> [ConcordanceLine]? {
        guard count > 0 else { return nil }
        var offsets: [Int] = []
        var ends: [Int] = []
        for (_, name) in fields {
            literal.appendOffsets(in: document.text(name), to: &offsets)
            ends.append(offsets.count)
        }
        guard offsets.count == count else { return nil }
        var lines: [ConcordanceLine] = []
        lines.reserveCapacity(count)
        var start = 0
        for ((_, name), end) in zip(fields, ends) where end > start {
            let cutter = ContextCutter(Array(document.text(name).utf8))
            for offset in offsets[start..<end] {
                let range = offset..<offset + LiteralKey.length
                lines.append(
                    line(range, inField: name, cutter, document.id, form: keys[0].form, [], []))
            }
            start = end
        }
        return lines
    }

    private func line(
        _ scan: FieldScan, _ occurrence: KeyScanner.Occurrence, _ range: Range<Int>,
        _ cutter: ContextCutter, _ id: String
    ) -> ConcordanceLine {
        var before: [String] = []
        var after: [String] = []
        if options.neighbours > 0 {
            before = scan.words(before: occurrence.range.lowerBound, atMost: options.neighbours)
                .map(scan.string)
            after = scan.words(after: occurrence.range.upperBound, atMost: options.neighbours)
                .map(scan.string)
        }
        return line(
            range, inField: searcher.schema.textFields[scan.field].name, cutter, id,
            form: keys[occurrence.key].form, before, after)
    }

    private func line(
        _ range: Range<Int>, inField field: String, _ cutter: ContextCutter, _ id: String,
        form: Int, _ before: [String], _ after: [String]
    ) -> ConcordanceLine {
        ConcordanceLine(
            id: id, field: field, range: range,
            left: cutter.before(range.lowerBound, width: options.width),
            key: cutter.part(range), right: cutter.after(range.upperBound, width: options.width),
            form: form, wordsBefore: before, wordsAfter: after)
    }
}

/// Iterates over the documents of a concordance: call `next()` until it returns nil.
public struct ConcordanceDocuments {
    private let concordance: Concordance
    private var matches: MatchingDocuments
    private var room = NormalizedText()

    init(_ concordance: Concordance) {
        self.concordance = concordance
        matches = MatchingDocuments(
            concordance.searcher, concordance.plan, concordance.options.search,
            counting: concordance.literal?.gram)
    }

    /// The next document with its lines; nil after the last.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    public mutating func next() throws(SearchError) -> ConcordanceDocument? {
        while let number = try matches.next() {
            let document = try concordance.lines(of: number, count: matches.count, &room)
            if !document.lines.isEmpty { return document }
        }
        return nil
    }
}

extension Searcher {
    /// Finds all occurrences of a query, in their contexts.
    ///
    /// - Parameters:
    ///   - query: words, phrases and the operators of the query language.
    ///   - options: the context, the kind of occurrences, filters.
    /// - Throws: `SearchError` if the query is invalid or has no letters to list.
    public func concordance(
        _ query: String, options: ConcordanceOptions = ConcordanceOptions()
    ) throws(SearchError) -> Concordance {
        try concordance(parse(query, options.search), options: options)
    }

    /// Finds all occurrences of a query tree, in their contexts.
    ///
    /// - Throws: `SearchError` if the query has no letters to list.
    public func concordance(
        _ query: QueryNode, options: ConcordanceOptions = ConcordanceOptions()
    ) throws(SearchError) -> Concordance {
        try Concordance(self, query, options)
    }
}
