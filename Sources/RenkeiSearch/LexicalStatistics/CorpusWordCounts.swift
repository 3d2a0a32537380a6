internal import IndexStorage

/// The frequencies of words in one set of documents, or in two disjoint sets.
struct CorpusWordCounts {
    /// The frequency of a word in a set of documents, and the number of documents that have it.
    struct Count {
        var occurrences = 0
        var documents = 0
    }

    /// The words in UTF-8, as in the index, in the order of first occurrence.
    private(set) var words: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]
    /// For each word, its count in the first set.
    private(set) var first: [Count] = []
    /// For each word, its count in the second set; zeros if there is none.
    private(set) var second: [Count] = []

    /// Counts the words of all documents of the sets.
    init(
        _ searcher: Searcher, _ first: DocumentSet, and second: DocumentSet? = nil,
        _ interruption: Interruption
    ) throws(SearchError) {
        let postings = WordPostings(searcher, interruption)
        for number in searcher.segments.indices {
            let own = first.bits(ofSegment: number)
            let isFirstSegment = words.isEmpty
            try postings.forEach(
                inSegment: number, among: first.union(second, inSegment: number)
            ) { entry in
                let word = wordNumber(entry.word, isNew: isFirstSegment)
                for (document, frequency) in zip(entry.documents, entry.frequencies) {
                    if own[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1 {
                        self.first[word].occurrences += Int(frequency)
                        self.first[word].documents += 1
                    } else {
                        self.second[word].occurrences += Int(frequency)
                        self.second[word].documents += 1
                    }
                }
            }
        }
    }

    private mutating func wordNumber(_ word: [UInt8], isNew: Bool) -> Int {
        if !isNew, let known = numbers[word] { return known }
        let number = words.count
        numbers[word] = number
        words.append(word)
        first.append(Count())
        second.append(Count())
        return number
    }

    /// The frequency of a word in the first set.
    func frequency(of word: [UInt8]) -> Int {
        numbers[word].map { first[$0].occurrences } ?? 0
    }

    /// The number of words in the texts of the first set.
    var firstTotal: Int { first.reduce(0) { $0 + $1.occurrences } }
    /// The number of words in the texts of the second set.
    var secondTotal: Int { second.reduce(0) { $0 + $1.occurrences } }
}
