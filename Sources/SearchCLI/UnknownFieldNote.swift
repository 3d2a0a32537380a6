internal import Messages
internal import RenkeiSearch

/// Tells that a name before a colon in a query is no field.
enum UnknownFieldNote {
    /// Tells of the names that are no fields, on the standard error stream.
    ///
    /// It is for queries whose words no record has together: a title with a colon that is found is
    /// no mistake.
    static func tell(_ query: String, _ searcher: Searcher) {
        let fields = QueryFields(searcher.schema)
        for name in fields.unknownNames(in: query).prefix(3) {
            let known = Text.list(fields.names(closestTo: name), atMost: 5)
            Console.error(
                "there is no field \(name) in the index, so it was searched for as text; there is \(known)"
            )
        }
    }
}
