internal import Messages

/// What is offered while a question is typed, as the items of a list box.
struct SuggestionList {
    let context: PageContext

    func bytes(for question: String) -> [UInt8] {
        var html = HTMLWriter()
        html.element(.ul) { html in
            let found = context.overview.suggestions.suggestions(for: question)
            for (number, suggestion) in found.enumerated() {
                html.element(
                    .li, .id("offer-\(number)"), .attribute(.role, "option"),
                    .attribute(.dataText, suggestion.text),
                    .attribute(.dataKind, suggestion.kind.rawValue)
                ) { html in
                    html.element(.span, text: suggestion.text)
                    html.element(
                        .span, .class("count"), text: context.localized(label(suggestion)))
                }
            }
        }
        return html.bytes
    }

    private func label(_ suggestion: SuggestionIndex.Suggestion) -> Message {
        switch suggestion.kind {
        case .word: return "\(count: suggestion.records, "title")"
        case .place: return "\(count: suggestion.records, "record")"
        case .title: return "Title"
        }
    }
}
