internal import Messages
internal import RenkeiSearch

/// Reports that a name before a colon in a query is not a field.
enum UnknownFieldNote {
    /// Reports names that are not fields, on the standard error stream.
    ///
    /// For queries whose words no record has together; a title with a colon that was found is not a
    /// mistake.
    static func report(_ query: String, _ searcher: Searcher) {
        let fields = QueryFields(searcher.schema)
        for name in fields.unknownNames(in: query).prefix(3) {
            let known = Text.list(fields.names(closestTo: name), atMost: 5)
            Console.error(
                "there is no field \(name) in the index, so it was searched for as text; there is \(known)"
            )
        }
    }
}
