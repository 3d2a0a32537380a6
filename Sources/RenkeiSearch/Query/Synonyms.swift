package import TextAnalysis

/// Words that also match other words.
public struct Synonyms: Sendable {
    let table: SynonymTable

    package init(table: SynonymTable) { self.table = table }

    /// No synonyms.
    public static let none = Synonyms(table: SynonymTable())

    /// The number of words with synonyms.
    public var count: Int { table.count }
}
