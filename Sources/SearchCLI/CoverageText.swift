internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The areas as text for a terminal.
struct CoverageText {
    let searcher: Searcher
    let style: TerminalStyle
    let width: Int
    /// Whether to explain how words were understood and where the best records have them.
    var explains = false

    /// Writes the number of areas of each kind, then the areas: those with such a record, those to
    /// be checked, those without.
    func write(_ results: CoverageResults) throws {
        writeCounts(results)
        if explains {
            Console.write(
                WordsOutput.text(results.words, ignored: results.ignoredWords, width: width))
        }
        if !results.covered.isEmpty {
            Console.write("\n")
            try writeTable(results.covered, results) { $0.count }
        }
        if !results.partial.isEmpty {
            let head = localized("To be checked; the words occur only inside longer words:")
            Console.write("\n" + head + "\n")
            try writeTable(results.partial, results) { $0.partialCount }
        }
        if !results.uncovered.isEmpty {
            Console.write("\n" + localized("No such record in this data:") + "\n  ")
            let list = results.uncovered.map(name).joined(separator: "、")
            let layout = TextLayout(style: style, width: width, indent: "  ")
            Console.write(layout.wrap([.init(list)], firstLineUsed: 2) + "\n\n")
            let caution = localized(
                "No record does not mean no project: this data need not list every project.")
            Console.write(TextLayout.line(caution, width: width, indent: 0) + "\n")
        }
    }

    private func writeCounts(_ results: CoverageResults) {
        let areas = results.covered.count + results.partial.count + results.uncovered.count
        let covered = Text.grouped(results.covered.count)
        let without = Text.grouped(results.totalWithoutArea)
        let summary: Message =
            results.totalWithoutArea > 0
            ? "\(covered) of \(count: areas, "area"), \(count: results.total, "record") (\(without) of no area)"
            : "\(covered) of \(count: areas, "area"), \(count: results.total, "record")"
        var parts = [localized(summary)]
        if !results.partial.isEmpty {
            parts.append(localized("\(count: results.partial.count, "area") to be checked"))
        }
        if !results.uncovered.isEmpty {
            parts.append(
                localized("\(count: results.uncovered.count, "area") with no such record"))
        }
        let line = localized(
            "\(parts.joined(separator: localized("; "))) in \(Text.time(results.duration))")
        Console.write(TextLayout.line(line, width: width, indent: 2) + "\n")
    }

    /// A table of areas, each with its records and the best of them.
    private func writeTable(
        _ areas: [CoverageArea], _ results: CoverageResults, count: (CoverageArea) -> Int
    ) throws {
        // The names take at most half of the line.
        let names = areas.map { Text.cut(name(of: $0), toCells: max(width / 2, 12)) }
        let heads = (
            area: localized("area"), records: localized("records"), best: localized("best")
        )
        let nameWidth = (names + [heads.area]).map(TerminalWidth.cells).max() ?? 0
        let countWidth =
            (areas.map { Text.grouped(count($0)) } + [heads.records])
            .map(TerminalWidth.cells).max() ?? 0
        let indent = String(repeating: " ", count: nameWidth + countWidth + 4)
        let layout = TextLayout(style: style, width: width, indent: indent)
        let head =
            pad(heads.area, nameWidth) + "  " + padLeft(heads.records, countWidth) + "  "
            + heads.best
        Console.write(style.apply(.faint, to: head) + "\n")
        for (area, name) in zip(areas, names) {
            guard let best = area.best else { continue }
            let title = try searcher.title(of: best)
            var pieces = [TextLayout.Piece(best.id, .faint)]
            if !title.isEmpty { pieces = [.init(title, .strong), .init(" · \(best.id)", .faint)] }
            Console.write(
                pad(name, nameWidth) + "  " + padLeft(Text.grouped(count(area)), countWidth) + "  "
                    + layout.wrap(pieces, firstLineUsed: indent.count) + "\n")
            if explains { try writeEvidence(best, results) }
        }
    }

    /// Writes where a record has the words or, if records were compared, its similarity.
    private func writeEvidence(_ best: CoverageHit, _ results: CoverageResults) throws {
        let layout = TextLayout(style: style, width: width, indent: "    ")
        // One line, minus the space for ellipses and a wide character at its end.
        let room = max(width - 10, 20)
        guard let passage = try searcher.passage(of: best, results, width: room) else {
            let line = localized("similarity \(Text.decimal(best.score, 2))")
            return Console.write("    " + line + "\n")
        }
        var pieces: [TextLayout.Piece] = []
        if passage.isCutAtStart { pieces.append(TextLayout.Piece("…", .faint)) }
        for piece in passage.pieces {
            pieces.append(TextLayout.Piece(piece.text, piece.isHighlighted ? .match : .plain))
        }
        if passage.isCutAtEnd { pieces.append(TextLayout.Piece("…", .faint)) }
        Console.write("    " + layout.wrap(pieces, firstLineUsed: 4) + "\n")
    }

    /// The name of an area, marked if it is that of the record that others are compared with.
    private func name(of area: CoverageArea) -> String {
        area.isOwn ? localized("\(area.name) (own)") : area.name
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - TerminalWidth.cells(text), 0))
    }

    private func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - TerminalWidth.cells(text), 0)) + text
    }
}
