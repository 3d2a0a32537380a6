package import TextAnalysis

/// Words that are also looked for when others are asked for.
public struct Synonyms: Sendable {
    let table: SynonymTable

    package init(table: SynonymTable) { self.table = table }

    /// No synonyms.
    public static let none = Synonyms(table: SynonymTable())

    /// How many words have others that stand for them.
    public var count: Int { table.count }
}
