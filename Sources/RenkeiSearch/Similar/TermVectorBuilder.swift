internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Makes vectors of texts.
struct TermVectorBuilder {
    /// Buffers of comparisons, kept for reuse.
    struct Room {
        /// The numbers of the terms seen so far.
        fileprivate(set) var space: TermSpace
        /// For each term, its number of occurrences in the text and in the text's synonyms; 0
        /// between texts.
        fileprivate var counts: [(own: UInt32, synonym: UInt32)] = []
        /// For each word, one more than its index among the words of the text with vectors; 0 if it
        /// has none.
        fileprivate var places: [UInt32] = []

        init(_ searcher: Searcher) { space = TermSpace(searcher) }
    }

    /// A word of the text with a vector.
    private struct MeaningfulWord {
        let number: Int
        var count: UInt32
        /// Whether it occurs in the first of several fields, which is the title.
        let isInTitle: Bool
    }

    /// The shared buffers of comparisons.
    private(set) var room: Room
    private let analyzer: QueryAnalyzer
    private let synonyms: SynonymTable
    private let indexesWords: Bool
    /// Whether all texts are documents of the index, so that no two share a term that occurs in a
    /// single document.
    private let isOfIndex: Bool
    private let model: SimilarityModel
    private var touched: [UInt32] = []
    /// The terms of a field, with repetitions.
    private var occurring: [UInt32] = []
    private var meaningful: [MeaningfulWord] = []
    private var sources: [[UInt32]: UInt32] = [:]
    private var sourceOrder: [[UInt32]] = []
    /// For each word of the synonym table seen so far, the terms of its synonyms.
    private var synonymTerms: [[UInt32]: [UInt32]] = [:]

    init(
        _ searcher: Searcher, _ room: consuming Room, _ analyzer: QueryAnalyzer,
        synonyms: SynonymTable, model: SimilarityModel, isOfIndex: Bool = true
    ) {
        self.isOfIndex = isOfIndex
        self.room = room
        self.analyzer = analyzer
        self.synonyms = synonyms
        self.model = model
        indexesWords = searcher.settings.indexesWords
    }

    /// Computes the vector of a text.
    mutating func vector(_ fields: [ComparedField]) throws(StorageError) -> TermVector {
        for (number, field) in fields.enumerated() {
            add(field, isTitle: number == 0 && fields.count > 1)
        }
        for source in sourceOrder {
            let count = sources[source] ?? 0
            for term in terms(ofSynonymsOf: source) {
                touch(term)
                room.counts[Int(term)].synonym += count
            }
        }
        var vector = TermVector()
        vector.sources = sourceOrder
        vector.terms.reserveCapacity(touched.count)
        vector.weights.reserveCapacity(touched.count)
        let damped = SimilarityModel.dampedCounts
        for term in touched {
            let count = room.counts[Int(term)]
            room.counts[Int(term)] = (0, 0)
            var weight =
                try room.space.weight(of: term)
                * (damped[count.own] + model.synonym * damped[count.synonym])
            guard weight > 0 else { continue }
            if isOfIndex, room.space.isUnique(term) { weight *= model.unique }
            vector.terms.append(term)
            vector.weights.append(weight)
            vector.squaredLength += Double(weight) * Double(weight)
        }
        for word in meaningful {
            room.places[word.number] = 0
            guard let term = room.space.term(ofWord: word.number) else { continue }
            vector.meaning.add(
                room.space.row(ofWord: word.number),
                weight: damped[word.count] * (word.isInTitle ? 2 : 1)
                    * (try room.space.idf(term)))
        }
        touched.removeAll(keepingCapacity: true)
        meaningful.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        sourceOrder.removeAll(keepingCapacity: true)
        return vector
    }

    /// Performs the first step of a comparison for a vector of this builder.
    mutating func candidates(
        _ candidates: SimilarCandidates, for vector: TermVector
    ) throws(StorageError) -> [Candidate] {
        try candidates.find(vector, &room.space)
    }

    @inline(__always)
    private mutating func touch(_ term: UInt32) {
        let index = Int(term)
        while room.counts.count <= index { room.counts.append((0, 0)) }
        if room.counts[index].own == 0, room.counts[index].synonym == 0 { touched.append(term) }
    }

    /// Whether adjacent letters of two classes form a term.
    @inline(__always)
    private static func isTerm(_ first: CharacterClass, _ second: CharacterClass) -> Bool {
        switch (first, second) {
        case (.kanji, .kanji), (.katakana, .katakana): true
        default: false
        }
    }

    private mutating func add(_ field: ComparedField, isTitle: Bool) {
        let (folded, classes, starts) = (field.text.folded, field.text.classes, field.starts)
        let count = folded.count
        guard count > 0 else { return }
        occurring.removeAll(keepingCapacity: true)
        occurring.reserveCapacity(2 * count)
        for index in 1..<count where TermVectorBuilder.isTerm(classes[index - 1], classes[index]) {
            occurring.append(room.space.number(Gram(folded[index - 1], folded[index])))
        }
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, !starts[end] { end += 1 }
            if classes[start].isLetter {
                let number = room.space.wordNumber(folded, start..<end)
                if indexesWords, end - start > 1 || classes[start] == .kanji,
                    let term = room.space.term(ofWord: number)
                {
                    occurring.append(term)
                }
                if room.space.row(ofWord: number) >= 0 { addMeaning(of: number, isTitle: isTitle) }
            }
            start = end
        }
        countOccurring()
        if !synonyms.isEmpty { addSources(folded, starts) }
    }

    /// Counts the terms of a field.
    private mutating func countOccurring() {
        touched.reserveCapacity(touched.count + occurring.count)
        for term in occurring {
            touch(term)
            room.counts[Int(term)].own += 1
        }
    }

    @inline(__always)
    private mutating func addMeaning(of number: Int, isTitle: Bool) {
        while room.places.count <= number { room.places.append(0) }
        let place = Int(room.places[number])
        if place > 0 {
            meaningful[place - 1].count += 1
        } else {
            meaningful.append(MeaningfulWord(number: number, count: 1, isInTitle: isTitle))
            room.places[number] = UInt32(meaningful.count)
        }
    }

    /// Counts the words of the synonym table.
    private mutating func addSources(_ folded: [UInt32], _ starts: [Bool]) {
        var start = 0
        while start < folded.count {
            guard starts[start],
                let match = synonyms.longestMatch(
                    in: folded, at: start, allowsInflectedForms: false,
                    canEnd: { $0 == starts.count || starts[$0] })
            else {
                start += 1
                continue
            }
            let source = Array(folded[start..<start + match.length])
            if sources[source] == nil { sourceOrder.append(source) }
            sources[source, default: 0] += 1
            start += match.length
        }
    }

    /// The terms of a nonempty part of a field, with repetitions.
    mutating func terms(of field: ComparedField, in range: Range<Int>) -> [UInt32] {
        let (folded, classes) = (field.text.folded, field.classes)
        var terms: [UInt32] = []
        terms.reserveCapacity(range.count * 2)
        var previous = classes[range.lowerBound]
        for index in range.dropFirst() {
            let current = classes[index]
            if TermVectorBuilder.isTerm(previous, current) {
                terms.append(room.space.number(Gram(folded[index - 1], folded[index])))
            }
            previous = current
        }
        guard indexesWords else { return terms }
        var start = range.lowerBound
        while start < range.upperBound, !field.starts[start] { start += 1 }
        while start < range.upperBound {
            let end = field.wordEnd(start)
            if end <= range.upperBound, let term = number(ofWord: start..<end, folded, classes) {
                terms.append(term)
            }
            start = end
        }
        return terms
    }

    private mutating func number(
        ofWord range: Range<Int>, _ folded: [UInt32], _ classes: [CharacterClass]
    ) -> UInt32? {
        let kind = classes[range.lowerBound]
        guard kind.isLetter, range.count > 1 || kind == .kanji else { return nil }
        let number = room.space.wordNumber(folded, range)
        return room.space.term(ofWord: number)
    }

    private mutating func terms(ofSynonymsOf source: [UInt32]) -> [UInt32] {
        if let known = synonymTerms[source] { return known }
        var terms: [UInt32] = []
        for synonym in synonyms.synonyms(of: source) { terms += self.terms(ofPattern: synonym) }
        synonymTerms[source] = terms
        return terms
    }

    /// The distinct terms of a folded pattern.
    ///
    /// The pattern serves as its own base. Its katakana have been folded to hiragana, so bigrams of
    /// kana count here.
    mutating func terms(ofPattern pattern: [UInt32]) -> [UInt32] {
        var starts: [Bool] = []
        analyzer.markWords(pattern, into: &starts)
        let classes = analyzer.characterClasses(pattern)
        var terms: [UInt32] = []
        func append(_ term: UInt32) { if !terms.contains(term) { terms.append(term) } }
        for index in 0..<max(pattern.count - 1, 0) {
            let (first, second) = (classes[index], classes[index + 1])
            guard first.isJapanese, second.isJapanese, (first == .kanji) == (second == .kanji)
            else { continue }
            append(room.space.number(Gram(pattern[index], pattern[index + 1])))
        }
        guard indexesWords else { return terms }
        var start = 0
        for end in 1..<pattern.count + 1 where end == pattern.count || starts[end] {
            if let term = number(ofWord: start..<end, pattern, classes) { append(term) }
            start = end
        }
        return terms
    }
}
