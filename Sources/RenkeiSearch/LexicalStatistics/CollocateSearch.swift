internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// Finds the keys of a query and counts the words around them.
struct CollocateSearch {
    private let searcher: Searcher
    private let options: CollocateOptions
    private let concordance: Concordance
    private let interruption: Interruption

    init(
        _ searcher: Searcher, _ query: QueryNode, _ options: CollocateOptions
    ) throws(SearchError) {
        guard (1...CollocateOptions.greatestWindow).contains(options.window) else {
            throw SearchError(.invalidArgument, "the window of neighbours must be 1 to 20")
        }
        guard options.limit >= 0 else {
            throw SearchError(.invalidArgument, "the number of words to list must be 0 or more")
        }
        self.searcher = searcher
        self.options = options
        concordance = try searcher.concordance(
            query, options: ConcordanceOptions(matching: options.matching, search: options.search))
        interruption = Interruption(deadline: options.search.deadline)
    }

    /// The counts of the neighbours.
    func run() throws(SearchError) -> Collocates {
        var counter = CollocateCounter(window: options.window)
        var matches = MatchingDocuments(searcher, concordance.plan, options.search)
        var (keys, documents) = (0, 0)
        var field = FieldWords()
        while let number = try matches.next() {
            let found = try add(number, &field, to: &counter)
            keys += found
            if found > 0 { documents += 1 }
        }
        let corpus = try DocumentSet(searcher, .everything, options.search)
        let counts = try CorpusWordCounts(searcher, corpus, interruption)
        let total = counts.firstTotal
        var words: [Collocates.Word] = []
        for number in 0..<counter.count {
            let (before, after) = counter.counts(number)
            guard before.reduce(0, +) + after.reduce(0, +) >= options.minimum else { continue }
            let key = counter.key(number)
            guard
                options.includesFunctionWords
                    || ContentWords.contains(String(decoding: key, as: UTF8.self))
            else { continue }
            let frequency = counts.frequency(of: key)
            let neighbours = counter.neighbourFrequencies[number]
            // A damaged index might violate this.
            guard neighbours <= frequency, counter.neighbourWords <= total else {
                throw SearchError(
                    .corruptIndex, path: searcher.folder,
                    "the postings of words are not those of the texts")
            }
            words.append(
                Collocates.Word(
                    word: counter.shown[number], before: before, after: after,
                    frequency: frequency, neighbourFrequency: neighbours,
                    dice: 2 * Double(neighbours) / Double(keys + frequency),
                    logLikelihood: LogLikelihood.signed(
                        both: neighbours, row: counter.neighbourWords, column: frequency,
                        total: total)))
        }
        return Collocates(
            words: try sorted(words), listable: words.count, forms: concordance.forms,
            keys: keys, documents: documents, corpusWords: total,
            neighbourWords: counter.neighbourWords, window: options.window)
    }

    /// Counts the neighbours of the keys of a document; returns the number of its keys.
    private func add(
        _ number: UInt32, _ field: inout FieldWords, to counter: inout CollocateCounter
    ) throws(SearchError) -> Int {
        let (segment, document) = searcher.locate(number)
        let texts = try storing { () throws(StorageError) in
            try interruption.check()
            return try segment.texts(document)
        }
        var found = 0
        try searcher.analyzers.with { analyzer throws(SearchError) in
            var keys: [Range<Int>] = []
            for (index, text) in texts.enumerated() where !text.isEmpty {
                try field.read(text, field: index, of: document, in: segment, analyzer)
                keys.removeAll(keepingCapacity: true)
                concordance.scanner.forEachOccurrence(
                    in: field.normal.folded, field: index,
                    isBoundary: { field.isBoundary($0, in: segment) }
                ) { keys.append($0.range) }
                if keys.isEmpty { continue }
                found += keys.count
                field.findWords(in: segment)
                counter.add(keys, in: field)
            }
        }
        return found
    }

    /// The first words in the requested order.
    private func sorted(
        _ words: [Collocates.Word]
    ) throws(SearchError) -> [Collocates.Word] {
        let order = options.order
        var keys: [[UInt8]] = []
        do {
            for word in words { keys.append(try JapaneseCollation.sortKey(word.word)) }
        } catch { throw SearchError(error) }
        func value(_ word: Collocates.Word) -> Double {
            switch order {
            case .logLikelihood: return word.logLikelihood
            case .dice: return word.dice
            case .total: return Double(word.total)
            case .left: return Double(word.left)
            case .right: return Double(word.right)
            case .position(let position):
                let counts = position.isLeft ? word.before : word.after
                return position.distance <= counts.count ? Double(counts[position.distance - 1]) : 0
            case .word: return 0
            }
        }
        let values = words.map { (value($0), order == .word ? 0 : Double($0.total)) }
        return words.indices.sorted { left, right in
            if values[left] != values[right] { return values[left] > values[right] }
            if keys[left] != keys[right] {
                return keys[left].lexicographicallyPrecedes(keys[right])
            }
            return words[left].word < words[right].word
        }.prefix(options.limit).map { words[$0] }
    }
}
