internal import Messages
internal import RenkeiSearch

/// The interpretation of each word of a question, with the number of records of each form.
struct WordsTable {
    let context: PageContext

    func write(_ results: SearchResults, _ html: inout HTMLWriter) {
        html.element(
            .h2, .id("words-title"), text: context.localized("How the words were understood"))
        html.element(.table, .attribute(.ariaLabelledBy, "words-title")) { html in
            html.element(.thead) { html in
                html.element(.tr) { html in
                    html.element(.th, .scope("col"), text: context.localized("Word"))
                    html.element(.th, .scope("col"), text: context.localized("Looked for as"))
                    html.element(
                        .th, .scope("col"), .class("number"),
                        text: context.localized("Records"))
                }
            }
            html.element(.tbody) { html in
                for report in results.words {
                    for (index, match) in report.matches.enumerated() {
                        html.element(.tr) { html in
                            html.element(.th, .scope("row")) { html in
                                html.element(
                                    .span, index == 0 ? nil : .class("unseen"), text: report.word)
                            }
                            html.element(.td, text: context.localized(label(match)))
                            html.element(
                                .td, .class("number"),
                                text: MessageNumber.grouped(match.documents))
                        }
                    }
                }
            }
        }
        if !results.ignoredWords.isEmpty {
            let list = results.ignoredWords.joined(separator: context.language.listSeparator)
            html.element(
                .p, .class("hint"), text: context.localized("Not looked for by itself: \(list)"))
        }
    }

    private func label(_ match: WordMatch) -> Message {
        switch match.kind {
        case .typed: return "the word as it is"
        case .partial: return "only inside longer words"
        case .spelling, .longVowel, .katakana, .middleDot, .hyphen, .placeName, .honorific:
            return "another spelling: \(match.text)"
        case .number, .year, .amount, .unit, .fraction, .identifier:
            return "the same number or year: \(match.text)"
        case .compoundPart: return "part of the compound \(match.text)"
        case .reading: return "a word that is read so: \(match.text)"
        case .time: return "the time that is asked for: \(match.text)"
        case .nearYear: return "a neighbouring year: \(match.text)"
        case .synonym: return "a word of the same meaning: \(match.text)"
        }
    }
}

/// The heading of a printed page: the question, the choices, the date and the data.
struct PrintHead {
    let context: PageContext
    let state: PageState

    func write(_ html: inout HTMLWriter) {
        html.element(.dl, .class("print")) { html in
            let asked = state.question.trimmed
            if !asked.isEmpty { entry(Message("Question"), asked, &html) }
            for choice in state.choices {
                let values = choice.values.map { context.label(of: $0, in: choice.field) }
                entry(
                    Message(verbatim: context.label(of: choice.field)),
                    values.joined(separator: context.language.listSeparator), &html)
            }
            // A script writes the date, because the browser knows the local date.
            html.element(.div, .class("scripted"), .flag(.hidden)) { html in
                html.element(.dt, text: context.localized("Printed on"))
                html.element(.dd, .id("printed"), text: "")
            }
            entry(Message("Data"), data, &html)
        }
    }

    private var data: String {
        let overview = context.overview
        let counts = context.localized(
            "\(count: context.searcher.documentCount, "record")")
        guard let documents = overview.documents, !documents.isEmpty else { return counts }
        let names = documents.prefix(5).map(\.title)
            .joined(separator: context.language.listSeparator)
        return "\(counts)（\(names)）"
    }

    private func entry(_ name: Message, _ value: String, _ html: inout HTMLWriter) {
        html.element(.div) { html in
            html.element(.dt, text: context.localized(name))
            html.element(.dd, text: value)
        }
    }
}
