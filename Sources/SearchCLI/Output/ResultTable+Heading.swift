internal import Messages
internal import SearchReports

extension ResultTable.Column {
    /// The heading of the column in the user's language.
    var heading: String {
        let text = localized(Message(key: key))
        return text == key ? String(key.map { $0 == "_" ? " " : $0 }) : text
    }
}
