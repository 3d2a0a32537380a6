internal import IndexStorage
package import TextAnalysis
internal import Messages

/// The settings by which text is analysed.
///
/// An index records its settings, and queries use the same.
public struct AnalysisSettings: Sendable, Equatable {
    /// The folding steps that are enabled.
    package var foldings: Foldings
    /// The variant kanji that are folded.
    package var variants: VariantKanji
    /// Whether words of ICU's Japanese dictionary are indexed in addition to bigrams.
    public var indexesWords: Bool

    /// The settings with the best measured results.
    public static let standard = AnalysisSettings(
        foldings: .standard, variants: .builtIn, indexesWords: true)

    package init(foldings: Foldings, variants: VariantKanji, indexesWords: Bool) {
        self.foldings = foldings
        self.variants = variants
        self.indexesWords = indexesWords
    }

    /// The names of the folding steps that are enabled.
    public var foldingNames: [String] { foldings.names }

    /// The names of all folding steps.
    public static var allFoldingNames: [String] { Foldings.named.map(\.name) }

    /// Enables the folding steps with the given names, and disables all others.
    ///
    /// - Throws: `SearchError` if a name is unknown.
    public mutating func setFoldings(_ names: [String]) throws(SearchError) {
        guard let foldings = Foldings(names: names) else {
            let known = AnalysisSettings.allFoldingNames.joined(separator: ", ")
            throw SearchError(
                .invalidArgument,
                "unknown folding in \(names.joined(separator: ",")); known are \(known)")
        }
        self.foldings = foldings
    }

    /// Enables the folding steps that are newer than the index, if the index was built with all
    /// steps of its time.
    ///
    /// - Returns: the names of the steps that were enabled; none if the index was built with a
    ///   subset of the steps.
    public mutating func adoptNewFoldings() -> [String] {
        let new = Foldings.standard.subtracting(foldings)
        guard !new.isEmpty, new.isSubset(of: Foldings.later) else { return [] }
        foldings.formUnion(new)
        return new.names
    }

    /// Takes the variant kanji from a table instead of the built-in one.
    ///
    /// - Parameters:
    ///   - text: lines of a variant, a tab and its common form; `#` begins a comment.
    ///   - name: the name of the table in errors, such as its path.
    /// - Throws: `SearchError` for the first malformed line.
    public mutating func setVariantKanji(parsing text: String, name: String) throws(SearchError) {
        do { variants = try VariantKanji(parsing: text, name: name) } catch {
            throw SearchError(error)
        }
    }

    func encode(into writer: inout ByteWriter) {
        writer.u32(foldings.rawValue)
        writer.u8(indexesWords ? 1 : 0)
        let pairs = variants.pairs
        writer.varint(pairs.count)
        for (from, to) in pairs {
            writer.u32(from)
            writer.u32(to)
        }
    }

    init(decoding reader: inout ByteReader) throws(StorageError) {
        foldings = Foldings(rawValue: try reader.u32())
        guard foldings.isKnown else {
            throw reader.unsupported("the index has a folding that this version does not know")
        }
        indexesWords = try reader.flag()
        let count = try reader.count(atMost: reader.remaining / 8)
        var pairs: [(from: UInt32, to: UInt32)] = []
        pairs.reserveCapacity(count)
        for _ in 0..<count {
            let (from, to) = (try reader.u32(), try reader.u32())
            guard Unicode.Scalar(from) != nil, Unicode.Scalar(to) != nil else {
                throw reader.corrupt("a variant that is not a character")
            }
            pairs.append((from, to))
        }
        variants = VariantKanji(pairs: pairs)
    }
}
