internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Counts of values, and groups of hits, as text for a terminal.
struct FacetText {
    let style: TerminalStyle
    let width: Int

    private static let longestBar = 24

    /// Writes each field with its values; on a terminal, bars follow the numbers.
    func write(_ facets: [Facet]) {
        for facet in facets where !facet.values.isEmpty || facet.missing > 0 {
            let heading = localized(Message(key: facet.field))
            Console.write("\n" + style.apply(.strong, to: heading) + "\n")
            var rows = facet.values.map { ($0.value, $0.count) }
            if facet.missing > 0 { rows.append((localized("(none)"), facet.missing)) }
            // The names take at most half of the line.
            let names = rows.map { Text.cut($0.0, toCells: max(width / 2, 12)) }
            let nameWidth = names.map(TerminalWidth.cells).max() ?? 0
            let countWidth = rows.map { Text.grouped($0.1).count }.max() ?? 0
            let greatest = rows.map(\.1).max() ?? 1
            for ((_, count), name) in zip(rows, names) {
                let number = Text.grouped(count)
                var line = "  \(name)"
                line += spaces(nameWidth - TerminalWidth.cells(name))
                line += "  " + spaces(countWidth - number.count) + number
                Console.write(line)
                if style.isOn {
                    let bar = bar(count, greatest, room: width - TerminalWidth.cells(line) - 2)
                    Console.write("  " + style.apply(.match, to: bar))
                }
                Console.write("\n")
            }
            let more = facet.distinct - facet.values.count
            if more > 0 {
                let note = localized("and \(count: more, "other value")")
                Console.write("  " + style.apply(.faint, to: note) + "\n")
            }
        }
    }

    /// The heading above the best hit of a group.
    func heading(_ group: HitGroup) -> TerminalText {
        style.apply(.strong, to: ControlPictures.line(group.value ?? localized("(none)")))
            + style.apply(.faint, to: " · " + Text.count(group.count, "hit"))
    }

    /// A bar that fits even if the terminal shows its characters as wide ones.
    func bar(_ count: Int, _ greatest: Int, room: Int) -> String {
        let longest = max(min(FacetText.longestBar, room / TerminalWidth.cells("█")), 1)
        let length = (count * longest + greatest - 1) / max(greatest, 1)
        return String(repeating: "█", count: length)
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}

/// Counts of values as tables.
enum FacetTables {
    /// One table of all fields: a row per value, and an empty value for hits without any.
    static func table(_ results: SearchResults, _ schema: Schema) -> ResultTable {
        var rows: [[ResultTable.Cell]] = []
        for facet in results.facets {
            let isNumeric = !schema.keywordFields.contains(facet.field)
            for value in facet.values {
                let number = isNumeric ? Int(value.value) : nil
                rows.append([
                    .text(facet.field), number.map { .integer($0) } ?? .text(value.value),
                    .integer(value.count),
                ])
            }
            if facet.missing > 0 {
                rows.append([.text(facet.field), .empty, .integer(facet.missing)])
            }
        }
        return ResultTable(
            columns: [
                .init(key: "field"), .init(key: "value"), .init(key: "hits", isNumeric: true),
            ], rows: rows)
    }

    /// A table per field: its values, the number of hits with each, and the number without any.
    static func sections(_ results: SearchResults) -> [ReportSection] {
        results.facets.map { facet in
            var rows: [[ResultTable.Cell]] = facet.values.map {
                [.text($0.value), .integer($0.count)]
            }
            let others = facet.distinct - facet.values.count
            if facet.missing > 0 {
                rows.append([.text(localized("(none)")), .integer(facet.missing)])
            }
            if others > 0 {
                rows.append([.text(localized("and \(count: others, "other value")")), .empty])
            }
            return ReportSection(
                heading: Message(key: facet.field),
                table: ResultTable(
                    columns: [.init(key: "value"), .init(key: "hits", isNumeric: true)],
                    rows: rows))
        }
    }
}
