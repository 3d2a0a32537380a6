internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Results as text for a terminal.
struct ResultsText {
    let searcher: Searcher
    let style: TerminalStyle
    let width: Int
    /// Whether texts are shown in full.
    var isFull = false
    /// The values that the filters were matched to.
    var matches: [FilterMatch] = []
    /// The ways to repeat the query.
    var retry = Retry()

    /// Writes the hits, then their number and the time taken.
    ///
    /// The reason why no record has all words comes first, because ten hits would hide it.
    func write(_ results: SearchResults, query: String, explain: Bool) throws {
        let diagnosis = try searcher.diagnose(results)
        let diagnosisText = DiagnosisText(style: style, width: width)
        if results.isFallback && !results.hits.isEmpty {
            if let diagnosis, !diagnosis.causes.isEmpty {
                diagnosisText.writeCauses(diagnosis, retry)
                Console.write(localized("Records with some of the words:") + "\n\n")
            } else {
                let words = Text.shown(Text.list(results.words.map(\.word)))
                let note = localized("No record has all of: \(words). Records with some of them:")
                Console.write(TextLayout.line(note, width: width, indent: 2) + "\n\n")
            }
        }
        let rankWidth = String(results.offset + results.hits.count).count
        let facets = FacetText(style: style, width: width)
        var showsSome = results.isFallback
        for (index, hit) in results.hits.enumerated() {
            if !hit.hasAllWords && !showsSome {
                showsSome = true
                Console.write(
                    style.apply(.faint, to: localized("With some of the words:")) + "\n\n")
            }
            if index < results.groups.count {
                Console.write(facets.heading(results.groups[index]) + "\n")
            }
            try write(
                hit, rank: results.offset + index + 1, rankWidth: rankWidth, results,
                explain: explain)
        }
        if explain { Console.write(WordsOutput.text(results, width: width) + "\n") }
        Console.write(FilterMatch.text(matches, width: width))
        let time = Text.time(results.duration)
        if results.total == 0 {
            let note =
                query.isEmpty
                ? localized("No record passes the filters (\(time)).")
                : localized("Nothing found for \(Text.shown(query)) (\(time)).")
            Console.write(TextLayout.line(note, width: width, indent: 2) + "\n")
        } else {
            if results.hits.isEmpty, let diagnosis {
                diagnosisText.writeCauses(diagnosis, retry)
            }
            Console.write(localized(summary(results, time)) + "\n")
        }
        facets.write(results.facets)
        if results.total == 0, let diagnosis {
            diagnosisText.writeCauses(diagnosis, retry)
            diagnosisText.writeSuggestions(diagnosis, query: query, retry)
        }
    }

    private func summary(_ results: SearchResults, _ time: String) -> Message {
        guard results.groupCount > 0 else {
            return results.isFallback
                ? "\(count: results.total, "hit") with some of the words in \(time)"
                : "\(count: results.total, "hit") in \(time)"
        }
        return results.isFallback
            ? "\(count: results.total, "hit") with some of the words in \(count: results.groupCount, "group") in \(time)"
            : "\(count: results.total, "hit") in \(count: results.groupCount, "group") in \(time)"
    }

    private func write(
        _ hit: Hit, rank: Int, rankWidth: Int, _ results: SearchResults, explain: Bool
    ) throws {
        let document = try searcher.document(of: hit)
        let schema = searcher.schema
        let indent = String(repeating: " ", count: rankWidth + 2)
        let number = String(rank)
        let padding = String(repeating: " ", count: rankWidth - number.count)
        let title = schema.textFields.count > 1 ? document.text(schema.textFields[0].name) : ""
        let shownTitle = title.isEmpty ? hit.id : title
        let highlighted = try searcher.snippet(of: shownTitle, for: results, width: 10_000)
        let layout = TextLayout(style: style, width: width, indent: indent)
        Console.write("\(padding)\(number)  ")
        let titlePieces = highlighted.pieces.map {
            TextLayout.Piece($0.text, $0.isHighlighted ? .match : .strong)
        }
        Console.write(layout.wrap(titlePieces, firstLineUsed: indent.count))
        if hit.isPartial { Console.write(" " + style.apply(.faint, to: localized("(partial)"))) }
        Console.write("\n")
        var facts = ["area", "category"].compactMap { document.keywords($0).first }
        if let year = document.integer("start_year") { facts.append(String(year)) }
        facts.append(hit.id)
        Console.write(
            indent
                + layout.wrap(
                    [TextLayout.Piece(facts.joined(separator: " · "), .faint)],
                    firstLineUsed: indent.count) + "\n")
        try writeSnippet(document, results, layout, indent)
        if explain { try writeExplanation(hit, results, indent) }
        Console.write("\n")
    }

    private func writeSnippet(
        _ document: Document, _ results: SearchResults, _ layout: TextLayout, _ indent: String
    ) throws {
        guard let main = searcher.schema.textFields.last?.name else { return }
        if isFull { return try writeWhole(document.text(main), results, layout) }
        let text = ControlPictures.line(document.text(main))
        guard !text.isEmpty else { return }
        // Two lines, minus the space for ellipses and a wide character at the end of a line.
        let room = max(2 * (width - indent.count) - 10, 20)
        let snippet = try searcher.snippet(of: text, for: results, width: room)
        var pieces: [TextLayout.Piece] = []
        if snippet.isCutAtStart { pieces.append(TextLayout.Piece("…", .faint)) }
        for piece in snippet.pieces {
            pieces.append(TextLayout.Piece(piece.text, piece.isHighlighted ? .match : .plain))
        }
        if snippet.isCutAtEnd { pieces.append(TextLayout.Piece("…", .faint)) }
        Console.write(indent + layout.wrap(pieces, firstLineUsed: indent.count) + "\n")
    }

    /// Writes a text with its own line ends, wrapping each line.
    private func writeWhole(
        _ text: String, _ results: SearchResults, _ layout: TextLayout
    ) throws {
        for line in text.split(whereSeparator: \.isNewline) {
            let marked = try searcher.snippet(of: String(line), for: results, width: .max)
            let pieces = marked.pieces.map {
                TextLayout.Piece($0.text, $0.isHighlighted ? .match : .plain)
            }
            Console.write(
                layout.indent + layout.wrap(pieces, firstLineUsed: layout.indent.count) + "\n")
        }
    }

    private func writeExplanation(
        _ hit: Hit, _ results: SearchResults, _ indent: String
    ) throws {
        let explanation = try searcher.explain(hit, in: results)
        Console.write(indent + localized("score \(Text.decimal(hit.score, 4)) =") + "\n")
        for part in explanation.parts {
            let evidence = Catalogue.message(ofEnglish: part.evidence)
            let frequency = Text.decimal(part.weightedFrequency, 1)
            let detail: Message =
                part.documentFrequency.map {
                    "weighted frequency \(frequency), in \(count: $0, "document")"
                } ?? "weighted frequency \(frequency)"
            let line = localized("\(Text.decimal(part.score, 4))  \(evidence) (\(detail))")
            Console.write(
                TextLayout.line(
                    "\(indent)  \(line)", width: width, indent: indent.count + 10) + "\n")
        }
    }
}
