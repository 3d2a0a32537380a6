internal import IndexStorage
package import TextAnalysis
internal import Messages

/// How text becomes what is indexed.
///
/// An index records its settings, and queries use the same.
public struct AnalysisSettings: Sendable, Equatable {
    /// The folding steps that are on.
    package var foldings: Foldings
    /// The variant kanji that are folded.
    package var variants: VariantKanji
    /// Whether words of ICU's Japanese dictionary are indexed beside the bigrams.
    public var indexesWords: Bool

    /// The settings that measured best.
    public static let standard = AnalysisSettings(
        foldings: .standard, variants: .builtIn, indexesWords: true)

    package init(foldings: Foldings, variants: VariantKanji, indexesWords: Bool) {
        self.foldings = foldings
        self.variants = variants
        self.indexesWords = indexesWords
    }

    /// The names of the folding steps that are on.
    public var foldingNames: [String] { foldings.names }

    /// The names of all folding steps.
    public static var allFoldingNames: [String] { Foldings.named.map(\.name) }

    /// Turns on the folding steps of some names, and all others off.
    ///
    /// - Throws: `SearchError` if there is no step of a name.
    public mutating func setFoldings(_ names: [String]) throws(SearchError) {
        guard let foldings = Foldings(names: names) else {
            let known = AnalysisSettings.allFoldingNames.joined(separator: ", ")
            throw SearchError(
                .invalidArgument,
                "unknown folding in \(names.joined(separator: ",")); known are \(known)")
        }
        self.foldings = foldings
    }

    /// Turns on the folding steps that there were not yet when an index was built with all of its time.
    ///
    /// - Returns: the names of the steps that are on now and were not; none if the index was built
    ///   with other steps than all.
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
    ///   - name: what errors call the table, such as its path.
    /// - Throws: `SearchError` at the first malformed line.
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
        guard foldings.isKnown else { throw reader.corrupt("an unknown folding") }
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
