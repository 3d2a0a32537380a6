internal import Messages
internal import RenkeiSearch
internal import SearchReports

extension FilterMatch {
    /// The greatest number of values in a line.
    private static let shownValues = 8

    /// A line for each filter that matched values other than the typed one.
    static func text(_ matches: [FilterMatch], width: Int) -> String {
        var lines = ""
        for entry in matches
        where !entry.match.values.isEmpty && entry.match.values != [entry.match.text] {
            let values = Text.list(entry.match.values.prefix(shownValues).map(\.self))
            let more = entry.match.values.count - shownValues
            let line: Message =
                more > 0
                ? "\(Text.shown(entry.typed)) stands for \(values) and \(more) more."
                : "\(Text.shown(entry.typed)) stands for \(values)."
            lines += TextLayout.line(localized(line), width: width, indent: 2) + "\n"
        }
        return lines
    }
}
