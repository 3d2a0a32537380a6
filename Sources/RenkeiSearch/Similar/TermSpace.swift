internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Numbers the terms of the compared texts, and caches the rarity of each in the index.
///
/// Bigrams have even numbers, words odd ones.
struct TermSpace {
    /// The cached statistics of a term.
    private struct Statistics: BitwiseCopyable {
        /// The inverse document frequency; `unknown` if it has not been looked up.
        var idf = TermSpace.unknown
        /// The weight: the inverse document frequency times the term's factors.
        var weight: Float = 0
        /// Whether the term occurs in a single document.
        var isUnique = false
    }

    /// The cached properties of a word.
    private struct Word: BitwiseCopyable {
        /// Whether the word has content.
        let hasContent: Bool
        /// The row of its vector; -1 if it has none.
        let row: Int32
    }

    private let segments: [SegmentReader]
    private let documentCount: Int
    private let bigramWeight: Float
    private var grams = GramTable()
    private var wordTable = WordTable()
    private var gramStatistics: [Statistics] = []
    private var wordStatistics: [Statistics] = []
    private var words: [Word] = []
    /// Stands where the inverse document frequency has not been looked up.
    private static let unknown: Float = -1
    /// The greatest number of terms of a space that is kept, about 8 MB.
    private static let mostTerms = 1 << 17

    init(_ searcher: Searcher) {
        segments = searcher.segments
        documentCount = searcher.documentCount
        bigramWeight = SimilarityModel.standard.bigram
    }

    /// Greater than every number of a term.
    var numberCount: Int { 2 * max(grams.count, wordTable.count) }

    /// The number of numbered words.
    var wordCount: Int { wordTable.count }

    /// Whether the space has become too large to be kept.
    var isFull: Bool { grams.count + wordTable.count > TermSpace.mostTerms }

    /// The number of a bigram.
    @inline(__always)
    mutating func number(_ gram: Gram) -> UInt32 {
        let number = grams.number(gram)
        if Int(number) == gramStatistics.count { gramStatistics.append(Statistics()) }
        return number << 1
    }

    /// The number of the word `text[range]` among the words, whether or not it has content.
    @inline(__always)
    mutating func wordNumber(_ text: [UInt32], _ range: Range<Int>) -> Int {
        let number = Int(wordTable.number(text, range))
        if number == words.count { addWord(text[range]) }
        return number
    }

    @inline(never)
    private mutating func addWord(_ word: ArraySlice<UInt32>) {
        wordStatistics.append(Statistics())
        words.append(
            Word(
                hasContent: !FunctionWords.contains(scalars: word),
                row: WordVectors.row(of: word) ?? -1))
    }

    /// The number of a word as a term; nil for a word without content.
    @inline(__always)
    func term(ofWord number: Int) -> UInt32? {
        words[number].hasContent ? UInt32(truncatingIfNeeded: number) << 1 | 1 : nil
    }

    /// The row of the vector of a word; -1 if it has none or has no content.
    @inline(__always)
    func row(ofWord number: Int) -> Int32 {
        words[number].hasContent ? words[number].row : -1
    }

    /// Whether a term with a known weight occurs in a single document.
    @inline(__always)
    func isUnique(_ term: UInt32) -> Bool { self[term].isUnique }

    /// The weight of a term: the inverse document frequency times the activity weight, reduced for
    /// bigrams; 0 if no document has it.
    @inline(__always)
    mutating func weight(of term: UInt32) throws(StorageError) -> Float {
        let known = self[term]
        return known.idf != TermSpace.unknown ? known.weight : try lookUp(term).weight
    }

    /// The inverse document frequency of a term; 0 if no document has it.
    @inline(__always)
    mutating func idf(_ term: UInt32) throws(StorageError) -> Float {
        let known = self[term].idf
        return known != TermSpace.unknown ? known : try lookUp(term).idf
    }

    @inline(__always)
    private subscript(term: UInt32) -> Statistics {
        let index = Int(term >> 1)
        return term & 1 == 0 ? gramStatistics[index] : wordStatistics[index]
    }

    @inline(never)
    private mutating func lookUp(_ term: UInt32) throws(StorageError) -> Statistics {
        let index = Int(term >> 1)
        var statistics = Statistics()
        var frequency = 0
        if term & 1 == 0 {
            let gram = Gram(key: grams.keys[index])
            for segment in segments { frequency += try segment.documentFrequency(of: gram) }
            let idf = idf(frequency, generalShare: GeneralFrequency.share(of: gram))
            statistics.idf = idf
            statistics.weight = idf * ActivityWeight.weight(of: gram) * bigramWeight
        } else {
            let bytes = utf8(index)
            for segment in segments { frequency += try segment.documentFrequency(ofWord: bytes) }
            let word = wordTable.word(index)
            let idf = idf(frequency, generalShare: GeneralFrequency.share(ofWord: word))
            statistics.idf = idf
            statistics.weight = idf * ActivityWeight.weight(ofWord: word)
        }
        statistics.isUnique = frequency == 1
        if term & 1 == 0 {
            gramStatistics[index] = statistics
        } else {
            wordStatistics[index] = statistics
        }
        return statistics
    }

    private func idf(_ frequency: Int, generalShare share: @autoclosure () -> Double) -> Float {
        frequency == 0
            ? 0
            : Float(
                BM25Parameters.idf(
                    documentFrequency: frequency, documentCount: documentCount,
                    generalShare: share()))
    }

    /// The postings of a term in a segment; nil if no document there has it.
    func postings(
        _ term: UInt32, in segment: SegmentReader
    ) throws(StorageError) -> PostingsCursor? {
        let index = Int(term >> 1)
        return term & 1 == 0
            ? try segment.postings(of: Gram(key: grams.keys[index]))
            : try segment.postings(ofWord: utf8(index))
    }

    private func utf8(_ word: Int) -> [UInt8] { Array(String(scalars: wordTable.word(word)).utf8) }
}
