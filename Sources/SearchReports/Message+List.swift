package import Messages

extension Message {
    /// The first items of a list, and the number of others.
    ///
    /// - Parameters:
    ///   - items: the items.
    ///   - limit: the greatest number of items to show.
    ///   - total: the number of items, if `items` is incomplete.
    ///   - language: the language of the message.
    package static func list(
        _ items: [String], atMost limit: Int = .max, of total: Int? = nil,
        in language: MessageLanguage
    ) -> Message {
        let shown = min(items.count, limit)
        let text = items.prefix(shown).joined(separator: language.listSeparator)
        let more = (total ?? items.count) - shown
        return more > 0
            ? "\(text) and \(MessageNumber.grouped(more)) more" : Message(verbatim: text)
    }
}
