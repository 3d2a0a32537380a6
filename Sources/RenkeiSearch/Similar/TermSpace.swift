internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Numbers the terms of the compared texts, and caches the rarity of each in the index.
///
/// Bigrams have even numbers, words odd ones.
struct TermSpace {
    private let segments: [SegmentReader]
    private let documentCount: Int
    private var grams = GramTable()
    private var words = WordTable()
    private var gramIDF: [Float] = []
    private var wordIDF: [Float] = []
    private var wordHasContent: [Bool] = []
    /// Valid if the inverse document frequency is.
    private var gramActivity: [Float] = []
    private var wordActivity: [Float] = []
    private var gramIsUnique: [Bool] = []
    private var wordIsUnique: [Bool] = []
    /// Marks an inverse document frequency that has not been looked up yet.
    private static let unknown: Float = -1

    init(_ searcher: Searcher) {
        segments = searcher.segments
        documentCount = searcher.documentCount
    }

    /// An upper bound, exclusive, of the numbers of terms.
    var numberCount: Int { 2 * max(grams.count, words.count) }

    /// The number of a bigram.
    @inline(__always)
    mutating func number(_ gram: Gram) -> UInt32 {
        let number = grams.number(gram)
        if Int(number) == gramIDF.count {
            gramIDF.append(TermSpace.unknown)
            gramActivity.append(0)
            gramIsUnique.append(false)
        }
        return number << 1
    }

    /// The number of the word `text[range]`; nil for a word without content.
    mutating func number(_ text: [UInt32], _ range: Range<Int>) -> UInt32? {
        let number = words.number(text, range)
        if Int(number) == wordIDF.count {
            wordIDF.append(TermSpace.unknown)
            wordActivity.append(0)
            wordIsUnique.append(false)
            wordHasContent.append(!FunctionWords.contains(String(scalars: text[range])))
        }
        return wordHasContent[Int(number)] ? number << 1 | 1 : nil
    }

    /// Whether a term occurs in a single document.
    mutating func isUnique(_ term: UInt32) throws(StorageError) -> Bool {
        _ = try idf(term)
        let index = Int(term >> 1)
        return term & 1 == 0 ? gramIsUnique[index] : wordIsUnique[index]
    }

    /// The inverse document frequency of a term, times its activity weight; 0 if no document has
    /// it.
    mutating func weight(of term: UInt32) throws(StorageError) -> Float {
        let idf = try idf(term)
        let index = Int(term >> 1)
        return term & 1 == 0 ? idf * gramActivity[index] : idf * wordActivity[index]
    }

    /// The inverse document frequency of a term; 0 if no document has it.
    mutating func idf(_ term: UInt32) throws(StorageError) -> Float {
        let index = Int(term >> 1)
        let known = term & 1 == 0 ? gramIDF[index] : wordIDF[index]
        if known != TermSpace.unknown { return known }
        var frequency = 0
        if term & 1 == 0 {
            let gram = Gram(key: grams.keys[index])
            for segment in segments { frequency += try segment.documentFrequency(of: gram) }
        } else {
            let word = utf8(index)
            for segment in segments { frequency += try segment.documentFrequency(ofWord: word) }
        }
        let idf =
            frequency == 0
            ? 0
            : Float(
                BM25Parameters.idf(
                    documentFrequency: frequency, documentCount: documentCount,
                    generalShare: term & 1 == 0
                        ? GeneralFrequency.share(of: Gram(key: grams.keys[index]))
                        : GeneralFrequency.share(ofWord: words.word(index))))
        if term & 1 == 0 {
            gramIDF[index] = idf
            gramActivity[index] = ActivityWeight.weight(of: Gram(key: grams.keys[index]))
            gramIsUnique[index] = frequency == 1
        } else {
            wordIDF[index] = idf
            wordActivity[index] = ActivityWeight.weight(ofWord: words.word(index))
            wordIsUnique[index] = frequency == 1
        }
        return idf
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

    private func utf8(_ word: Int) -> [UInt8] { Array(String(scalars: words.word(word)).utf8) }
}
