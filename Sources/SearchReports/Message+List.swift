package import Messages

extension Message {
    /// The first items of a list, and how many more there are.
    ///
    /// - Parameters:
    ///   - items: what is listed.
    ///   - limit: how many items are told at most.
    ///   - total: how many there are, if `items` are not all.
    ///   - language: the language in which the message will be told.
    package static func list(
        _ items: [String], atMost limit: Int = .max, of total: Int? = nil,
        in language: MessageLanguage
    ) -> Message {
        let shown = min(items.count, limit)
        let told = items.prefix(shown).joined(separator: language.listSeparator)
        let more = (total ?? items.count) - shown
        return more > 0
            ? "\(told) and \(MessageNumber.grouped(more)) more" : Message(verbatim: told)
    }
}
