internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The reasons for an empty result, and suggestions, as text for a terminal.
struct DiagnosisText {
    /// A longer query is not suggested, because it would be unreadable.
    private static let longestQuery = 200

    let style: TerminalStyle
    let width: Int

    /// Writes the causes, one per line.
    func writeCauses(_ diagnosis: Diagnosis, _ retry: Retry) {
        for cause in diagnosis.causes {
            let sentence = localized(DiagnosisText.sentence(cause, retry.remedy))
            Console.write(TextLayout.line(sentence, width: width, indent: 2) + "\n")
        }
    }

    /// Writes commands that find something, ready for a shell; nothing if there is none.
    ///
    /// - Parameter query: the original query.
    func writeSuggestions(_ diagnosis: Diagnosis, query: String, _ retry: Retry) {
        var lines: [(command: String, note: String)] = []
        func add(_ command: String, _ label: String, _ total: Int) {
            guard !lines.contains(where: { $0.command == command }) else { return }
            lines.append((command, localized(" (\(label): \(count: total, "hit"))")))
        }
        if let (span, filters, total) = retry.namedYears {
            add(
                Retry.command(query, filters + ["--named-year", span] + retry.options),
                localized("years in the text"), total)
        }
        for suggestion in diagnosis.suggestions {
            if suggestion.kind == .withoutFilters {
                guard let remedy = retry.remedy else { continue }
                add(
                    retry.command(query, remedy), localized(DiagnosisText.label(remedy)),
                    remedy.total)
                continue
            }
            let other = suggestion.query.description
            guard other.count <= DiagnosisText.longestQuery, other != query else { continue }
            add(
                retry.command(other), localized(DiagnosisText.label(suggestion.kind)),
                suggestion.total)
        }
        guard !lines.isEmpty else { return }
        Console.write(localized("Try:") + "\n")
        for line in lines {
            Console.write("  " + line.command + style.apply(.faint, to: line.note) + "\n")
        }
    }

    /// A sentence for a cause.
    ///
    /// - Parameter remedy: the change that would let documents through, if filters are the cause.
    static func sentence(_ cause: Diagnosis.Cause, _ remedy: Retry.Remedy?) -> Message {
        switch cause {
        case .missing(let part): return "No record has: \(Text.shown(part))"
        case .apart(let parts):
            return parts.count == 2
                ? "Records have each of these, but none has both: \(Text.shown(Text.list(parts)))"
                : "Records have each of these, but none has all: \(Text.shown(Text.list(parts)))"
        case .filtered(let total):
            guard let remedy else {
                return "\(count: total, "record") would match if nothing were filtered out."
            }
            let records: Message = "\(count: remedy.total, "record")"
            if remedy.dropped.isEmpty { return "\(records) of other kinds would match." }
            let options = Text.list(remedy.dropped)
            return remedy.needsAllKinds
                ? "\(records) of other kinds would match without \(options)."
                : "\(records) would match without \(options)."
        case .excluded(let total):
            return "\(count: total, "record") would match if nothing were left out."
        }
    }

    /// The difference of a query that lets documents through.
    static func label(_ remedy: Retry.Remedy) -> Message {
        if remedy.dropped.isEmpty { return "records of all kinds" }
        let options = Text.list(remedy.dropped)
        return remedy.needsAllKinds
            ? "records of all kinds, without \(options)" : "without \(options)"
    }

    /// The difference of a suggestion from the query.
    static func label(_ kind: Suggestion.Kind) -> Message {
        switch kind {
        case .spelling: "other spelling"
        case .reading: "with kanji"
        case .related: "related word"
        case .synonym: "synonyms"
        case .partial: "also inside longer words"
        case .words: "as words, not as a phrase"
        case .anyField: "in any field"
        case .withoutExclusions: "nothing left out"
        case .withoutFilters: "nothing filtered out"
        case .someWords: "any of the words"
        }
    }
}

/// The reasons for an empty result, and suggestions, as tables.
enum DiagnosisTables {
    /// A table of the causes and one of the queries that find something; empty tables are left out.
    static func sections(_ diagnosis: Diagnosis?, _ retry: Retry) -> [ReportSection] {
        guard let diagnosis else { return [] }
        var sections: [ReportSection] = []
        if !diagnosis.causes.isEmpty {
            sections.append(
                ReportSection(
                    heading: "Causes",
                    table: ResultTable(
                        columns: [.init(key: "cause")],
                        rows: diagnosis.causes.map {
                            [.text(localized(DiagnosisText.sentence($0, retry.remedy)))]
                        })))
        }
        if !diagnosis.suggestions.isEmpty {
            sections.append(
                ReportSection(
                    heading: "Suggestions",
                    table: ResultTable(
                        columns: [
                            .init(key: "query"), .init(key: "kind"),
                            .init(key: "hits", isNumeric: true),
                        ],
                        rows: diagnosis.suggestions.map { suggestion in
                            var label = DiagnosisText.label(suggestion.kind)
                            var total = suggestion.total
                            if suggestion.kind == .withoutFilters, let remedy = retry.remedy {
                                (label, total) = (DiagnosisText.label(remedy), remedy.total)
                            }
                            return [
                                .text(suggestion.query.description), .text(localized(label)),
                                .integer(total),
                            ]
                        })))
        }
        return sections
    }
}
