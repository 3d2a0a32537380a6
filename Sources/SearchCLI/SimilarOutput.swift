internal import Ingest
internal import Messages
internal import RenkeiSearch

/// Similar records as text for a terminal.
struct SimilarText {
    let searcher: Searcher
    let style: TerminalStyle
    let width: Int
    /// Whether texts are shown in full.
    var isFull = false

    /// Writes the hits, then their number and the time taken.
    ///
    /// - Parameter name: the name of what was compared.
    func write(_ results: SimilarResults, name: Message) throws {
        if !results.hits.isEmpty, !results.hasCloseHits {
            Console.write(
                TextLayout.line(
                    localized(
                        "Nothing is close to \(name): the records below share little more than words with it."
                    ), width: width, indent: 0) + "\n\n")
        }
        let rankWidth = String(results.hits.count).count
        for (index, hit) in results.hits.enumerated() {
            try write(hit, rank: index + 1, rankWidth: rankWidth)
        }
        let time = Text.time(results.duration)
        if results.hits.isEmpty {
            Console.write(localized("Nothing similar to \(name) found (\(time)).") + "\n")
        } else {
            Console.write(
                localized(
                    "\(count: results.hits.count, "record") most similar to \(name) in \(time)")
                    + "\n")
        }
    }

    private func write(_ hit: SimilarHit, rank: Int, rankWidth: Int) throws {
        let document = try searcher.document(of: hit)
        let schema = searcher.schema
        let indent = String(repeating: " ", count: rankWidth + 2)
        let number = String(rank)
        let padding = String(repeating: " ", count: rankWidth - number.count)
        let title = schema.textFields.count > 1 ? document.text(schema.textFields[0].name) : ""
        let layout = TextLayout(style: style, width: width, indent: indent)
        let shownTitle = title.isEmpty ? hit.id : title
        let snippet = try searcher.snippet(of: shownTitle, for: hit, width: 10_000)
        let titlePieces = snippet.pieces.map {
            TextLayout.Piece($0.text, $0.isHighlighted ? .match : .strong)
        }
        Console.write(
            "\(padding)\(number)  " + layout.wrap(titlePieces, firstLineUsed: indent.count) + "\n")
        var facts = ["area", "category"].compactMap { document.keywords($0).first }
        if let year = document.integer("start_year") { facts.append(String(year)) }
        facts.append(hit.id)
        facts.append(Text.decimal(hit.score, 2))
        write([TextLayout.Piece(facts.joined(separator: " · "), .faint)], layout)
        if !hit.reasons.isEmpty {
            let shared = Text.list(hit.reasons.map(describe))
            write(
                [TextLayout.Piece(localized("shared: "), .faint), TextLayout.Piece(shared)], layout)
        }
        try writeSnippet(of: document, hit, layout)
        Console.write("\n")
    }

    private func write(_ pieces: [TextLayout.Piece], _ layout: TextLayout) {
        Console.write(
            layout.indent + layout.wrap(pieces, firstLineUsed: layout.indent.count) + "\n")
    }

    /// A phrase, shortened if it is long, and the word of the query that it is a synonym of.
    private func describe(_ reason: SharedPhrase) -> String {
        let text = reason.text.count > 24 ? reason.text.prefix(23) + "…" : reason.text
        return reason.synonymOf.map { localized("\(text) (for \($0))") } ?? text
    }

    private func writeSnippet(
        of document: Document, _ hit: SimilarHit, _ layout: TextLayout
    ) throws {
        guard let main = searcher.schema.textFields.last?.name else { return }
        if isFull {
            for line in document.text(main).split(whereSeparator: \.isNewline) {
                let marked = try searcher.snippet(of: String(line), for: hit, width: .max)
                write(
                    marked.pieces.map { .init($0.text, $0.isHighlighted ? .match : .plain) },
                    layout)
            }
            return
        }
        let text = ControlPictures.line(document.text(main))
        guard !text.isEmpty else { return }
        let room = max(2 * (width - layout.indent.count) - 10, 20)
        let snippet = try searcher.snippet(of: text, for: hit, width: room)
        var pieces: [TextLayout.Piece] = []
        if snippet.isCutAtStart { pieces.append(TextLayout.Piece("…", .faint)) }
        for piece in snippet.pieces {
            pieces.append(TextLayout.Piece(piece.text, piece.isHighlighted ? .match : .plain))
        }
        if snippet.isCutAtEnd { pieces.append(TextLayout.Piece("…", .faint)) }
        write(pieces, layout)
    }
}
