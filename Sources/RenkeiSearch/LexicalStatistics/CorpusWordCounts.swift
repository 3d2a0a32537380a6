internal import IndexStorage

/// How often each word stands in the documents of one set, or of two that share none.
struct CorpusWordCounts {
    /// How often a word stands in a set of documents, and how many of them have it.
    struct Count {
        var occurrences = 0
        var documents = 0
    }

    /// The words in UTF-8, as the index has them, in the order in which they were met.
    private(set) var words: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]
    /// For each word, its count in the first set.
    private(set) var first: [Count] = []
    /// For each word, its count in the second set; zeros without one.
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

    /// How often a word stands in the first set.
    func frequency(of word: [UInt8]) -> Int {
        numbers[word].map { first[$0].occurrences } ?? 0
    }

    /// How many words the texts of the first set have.
    var firstTotal: Int { first.reduce(0) { $0 + $1.occurrences } }
    /// How many words the texts of the second set have.
    var secondTotal: Int { second.reduce(0) { $0 + $1.occurrences } }
}
