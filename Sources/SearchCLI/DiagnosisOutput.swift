internal import Ingest
internal import Messages
internal import RenkeiSearch

/// Why nothing was found, and what to try, as people read it on a terminal.
struct DiagnosisText {
    /// A longer query is not offered: it would be unreadable.
    private static let longestQuery = 200

    let style: TerminalStyle
    let width: Int

    /// Writes the causes, a line each, then the queries that find something.
    ///
    /// - Parameters:
    ///   - showsSuggestions: false where hits with some of the words are shown already.
    ///   - namedYears: a span of `--year`, and how many records name one of its years.
    func write(
        _ diagnosis: Diagnosis, showsSuggestions: Bool,
        namedYears: (span: String, total: Int)? = nil
    ) {
        for cause in diagnosis.causes {
            let sentence = localized(DiagnosisText.sentence(cause))
            Console.write(TextLayout.line(sentence, width: width, indent: 2) + "\n")
        }
        let suggestions = diagnosis.suggestions.filter {
            DiagnosisText.query($0).count <= DiagnosisText.longestQuery
        }
        guard showsSuggestions, !suggestions.isEmpty || namedYears != nil else { return }
        Console.write(localized("Try:") + "\n")
        if let (span, total) = namedYears {
            let note = localized(
                " (with --named-year \(span) instead of --year: \(count: total, "hit"))")
            Console.write("  " + localized("the same") + style.apply(.faint, to: note) + "\n")
        }
        for suggestion in suggestions {
            let label = DiagnosisText.label(suggestion.kind)
            let note = localized(" (\(label): \(count: suggestion.total, "hit"))")
            let query = ControlPictures.line(DiagnosisText.query(suggestion))
            Console.write("  " + query + style.apply(.faint, to: note) + "\n")
        }
    }

    /// What a cause is, in a sentence.
    static func sentence(_ cause: Diagnosis.Cause) -> Message {
        switch cause {
        case .missing(let part): "No record has: \(Text.shown(part))"
        case .apart(let parts):
            parts.count == 2
                ? "Records have each of these, but none has both: \(Text.shown(Text.list(parts)))"
                : "Records have each of these, but none has all: \(Text.shown(Text.list(parts)))"
        case .filtered(let total):
            "\(count: total, "record") would match without --kind and the other filters."
        case .excluded(let total):
            "\(count: total, "record") would match if nothing were left out."
        }
    }

    /// The query to try.
    static func query(_ suggestion: Suggestion) -> String {
        suggestion.kind == .withoutFilters ? localized("the same") : suggestion.query.description
    }

    /// How a suggestion differs from the query.
    static func label(_ kind: Suggestion.Kind) -> Message {
        switch kind {
        case .spelling: "other spelling"
        case .synonym: "synonyms"
        case .partial: "also inside longer words"
        case .words: "as words, not as a phrase"
        case .anyField: "in any field"
        case .withoutExclusions: "nothing left out"
        case .withoutFilters: "with --kind all and without filters"
        case .someWords: "any of the words"
        }
    }
}

/// Why nothing was found, and what to try, as JSON.
enum DiagnosisJSON {
    /// The members that an answer without all words has besides.
    static func members(_ diagnosis: Diagnosis?) -> [JSONValue.Member] {
        guard let diagnosis else { return [] }
        return [
            .init(key: "causes", value: .array(diagnosis.causes.map(cause))),
            .init(
                key: "suggestions",
                value: .array(
                    diagnosis.suggestions.map { suggestion in
                        .object([
                            .init(key: "kind", value: .string(suggestion.kind.rawValue)),
                            .init(key: "query", value: .string(suggestion.query.description)),
                            .init(key: "total", value: .integer(Int64(suggestion.total))),
                        ])
                    })),
        ]
    }

    private static func cause(_ cause: Diagnosis.Cause) -> JSONValue {
        let (kind, words, total): (String, [String], Int?) =
            switch cause {
            case .missing(let part): ("missing", [part], nil)
            case .apart(let parts): ("apart", parts, nil)
            case .filtered(let total): ("filtered", [], total)
            case .excluded(let total): ("excluded", [], total)
            }
        var members: [JSONValue.Member] = [.init(key: "kind", value: .string(kind))]
        if let total {
            members.append(.init(key: "total", value: .integer(Int64(total))))
        } else {
            members.append(.init(key: "words", value: .array(words.map { .string($0) })))
        }
        return .object(members)
    }
}

/// Why nothing was found, and what to try, as tables.
enum DiagnosisTables {
    /// A table of the causes and one of the queries that find something; none without either.
    static func sections(_ diagnosis: Diagnosis?) -> [ReportSection] {
        guard let diagnosis else { return [] }
        var sections: [ReportSection] = []
        if !diagnosis.causes.isEmpty {
            sections.append(
                ReportSection(
                    heading: "Causes",
                    table: ResultTable(
                        columns: [.init(key: "cause")],
                        rows: diagnosis.causes.map {
                            [.text(localized(DiagnosisText.sentence($0)))]
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
                        rows: diagnosis.suggestions.map {
                            [
                                .text(DiagnosisText.query($0)),
                                .text(localized(DiagnosisText.label($0.kind))),
                                .integer($0.total),
                            ]
                        })))
        }
        return sections
    }
}
