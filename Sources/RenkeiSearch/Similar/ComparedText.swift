internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// A text as a vector of weighted terms.
struct TermVector {
    /// The numbers of the terms in a `TermSpace`, in the order of their first occurrences.
    var terms: [UInt32] = []
    /// The component of each term, greater than 0.
    var weights: [Float] = []
    /// The sum of the squares of the components.
    var squaredLength = 0.0
    /// The meaning of the text as a whole.
    var meaning = TextVector()
    /// The words of the synonym table that occur in the text.
    var sources: [[UInt32]] = []

    /// The dot product with a vector given by its components, indexed by term numbers.
    func product(_ components: [Float]) -> Double {
        var sum = 0.0
        for index in terms.indices where Int(terms[index]) < components.count {
            sum += Double(weights[index]) * Double(components[Int(terms[index])])
        }
        return sum
    }

    /// The cosine with a vector given by its components and its squared length.
    func cosine(_ components: [Float], squaredLength other: Double) -> Double {
        let product = product(components)
        // The root of a square is exact, so the similarity of a text to itself is 1.
        return product > 0 ? min(product / (squaredLength * other).squareRoot(), 1) : 0
    }

    /// The similarity to another text, given by its components, squared length and meaning: 0 to 1.
    func similarity(
        _ components: [Float], _ other: TermVector, _ model: SimilarityModel
    ) -> Double {
        let terms = cosine(components, squaredLength: other.squaredLength)
        guard terms > 0, !meaning.isZero, !other.meaning.isZero else { return terms }
        return (terms + model.meaning * model.meaning(meaning.cosine(other.meaning)))
            / (1 + model.meaning)
    }

    /// The components indexed by term numbers; 0 for absent terms.
    func components(count: Int) -> [Float] {
        var components = [Float](repeating: 0, count: count)
        for (term, weight) in zip(terms, weights) { components[Int(term)] = weight }
        return components
    }
}

/// Makes vectors of texts.
struct TermVectorBuilder {
    /// The numbers of the terms seen so far.
    var space: TermSpace
    private let analyzer: QueryAnalyzer
    private let synonyms: SynonymTable
    private let indexesWords: Bool
    /// Whether all texts are documents of the index, so that no two share a term that occurs in a
    /// single document.
    private let isOfIndex: Bool
    private let model: SimilarityModel
    /// For each term, its number of occurrences in the text and in the synonyms of the text's
    /// words.
    private var counts: [(own: UInt32, synonym: UInt32)] = []
    private var touched: [UInt32] = []
    private var sources: [[UInt32]: UInt32] = [:]
    private var sourceOrder: [[UInt32]] = []
    /// For each word of the synonym table seen so far, the terms of its synonyms.
    private var synonymTerms: [[UInt32]: [UInt32]] = [:]

    init(
        _ searcher: Searcher, _ analyzer: QueryAnalyzer, synonyms: SynonymTable,
        model: SimilarityModel, isOfIndex: Bool = true
    ) {
        self.isOfIndex = isOfIndex
        space = TermSpace(searcher)
        self.analyzer = analyzer
        self.synonyms = synonyms
        self.model = model
        indexesWords = searcher.settings.indexesWords
    }

    /// Computes the vector of a text.
    mutating func vector(_ fields: [ComparedField]) throws(StorageError) -> TermVector {
        for field in fields { add(field) }
        for source in sourceOrder {
            let count = sources[source] ?? 0
            for term in terms(ofSynonymsOf: source) {
                touch(term)
                counts[Int(term)].synonym += count
            }
        }
        var vector = TermVector()
        vector.sources = sourceOrder
        vector.terms.reserveCapacity(touched.count)
        vector.weights.reserveCapacity(touched.count)
        for term in touched {
            let count = counts[Int(term)]
            counts[Int(term)] = (0, 0)
            var weight =
                try space.weight(of: term)
                * (SimilarityModel.damped(count.own)
                    + model.synonym * SimilarityModel.damped(count.synonym))
            guard weight > 0 else { continue }
            if isOfIndex, try space.isUnique(term) { weight *= model.unique }
            vector.terms.append(term)
            vector.weights.append(weight)
            vector.squaredLength += Double(weight) * Double(weight)
        }
        for entry in RowCounts(fields).rows {
            let place = entry.location
            guard let term = space.number(fields[place.field].text.folded, place.range) else {
                continue
            }
            vector.meaning.add(entry.row, weight: entry.weight * (try space.idf(term)))
        }
        touched.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        sourceOrder.removeAll(keepingCapacity: true)
        return vector
    }

    @inline(__always)
    private mutating func touch(_ term: UInt32) {
        let index = Int(term)
        while counts.count <= index { counts.append((0, 0)) }
        if counts[index].own == 0, counts[index].synonym == 0 { touched.append(term) }
    }

    private mutating func add(_ field: ComparedField) {
        let count = field.text.count
        guard count > 0 else { return }
        for term in terms(of: field, in: 0..<count) {
            touch(term)
            counts[Int(term)].own += 1
        }
        if !synonyms.isEmpty { addSources(field) }
    }

    /// Counts the words of the synonym table.
    private mutating func addSources(_ field: ComparedField) {
        let folded = field.text.folded
        let starts = field.starts
        var start = 0
        while start < folded.count {
            guard starts[start],
                let match = synonyms.longestMatch(
                    in: folded, at: start, canEnd: { $0 == starts.count || starts[$0] })
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
            if current == previous, current == .kanji || current == .katakana {
                terms.append(space.number(Gram(folded[index - 1], folded[index])))
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
        return space.number(folded, range)
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
            append(space.number(Gram(pattern[index], pattern[index + 1])))
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
