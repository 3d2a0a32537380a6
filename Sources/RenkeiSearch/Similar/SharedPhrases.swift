internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Finds what a document shares with the query: the longest common runs of letters, cut at word
/// boundaries, and pairs of synonyms.
struct SharedPhrases {
    /// A common run, before its text is read.
    private struct Run {
        let field: Int
        let range: Range<Int>
        let pattern: [UInt32]
        let terms: [UInt32]
        var synonymOf: [UInt32]?
        var weight = 0.0
    }

    private let query: [ComparedField]
    private let queryVector: TermVector
    private let components: TermComponents
    private let synonyms: SynonymTable
    private let leastShare: Double
    private let model: SimilarityModel
    private let queryPlaces: WordPlaces
    /// Where each bigram of letters stands in the query.
    private let places: GramPlaces

    init(
        _ query: [ComparedField], _ vector: TermVector, components: TermComponents,
        _ synonyms: SynonymTable, _ model: SimilarityModel
    ) {
        self.query = query
        queryVector = vector
        self.components = components
        self.synonyms = synonyms
        leastShare = model.leastReason
        self.model = model
        queryPlaces = WordPlaces(vector.sources.isEmpty && synonyms.isEmpty ? [] : query)
        places = GramPlaces(query)
    }

    /// Finds the reasons for a hit, strongest first.
    ///
    /// - Parameters:
    ///   - fields: the hit's normalised fields with offsets.
    ///   - originals: the same fields as stored.
    ///   - limit: the greatest number of reasons.
    func reasons(
        _ fields: [ComparedField], _ vector: TermVector, originals: [String],
        _ builder: inout TermVectorBuilder, limit: Int
    ) -> [SharedPhrase] {
        let isMixed = !vector.meaning.isZero && !queryVector.meaning.isZero
        let scale =
            (vector.squaredLength * queryVector.squaredLength).squareRoot()
            * (isMixed ? 1 + model.meaning : 1)
        guard scale > 0 else { return [] }
        var parts: [UInt32: Double] = [:]
        var score = 0.0
        for (term, weight) in zip(vector.terms, vector.weights)
        where components[term] > 0 {
            let part = Double(weight) * Double(components[term]) / scale
            parts[term] = part
            score += part
        }
        var runs: [Run] = []
        for (number, field) in fields.enumerated() {
            collect(field, number, &builder, into: &runs)
        }
        collectSynonyms(fields, vector, &builder, into: &runs)
        return choose(runs, &parts, score: score, limit).map { run in
            SharedPhrase(
                text: original(of: run, fields, originals),
                synonymOf: run.synonymOf.map { String(scalars: $0) },
                weight: run.weight, pattern: run.pattern)
        }
    }

    /// Chooses the strongest runs.
    ///
    /// A term counts only for the strongest run with it, and runs of which little remains are
    /// dropped.
    private func choose(
        _ runs: [Run], _ parts: inout [UInt32: Double], score: Double, _ limit: Int
    ) -> [Run] {
        var runs = runs
        for index in runs.indices {
            runs[index].weight = runs[index].terms.reduce(0) { $0 + (parts[$1] ?? 0) }
        }
        // Ties are broken by the order of the text.
        let order = runs.indices.sorted {
            runs[$0].weight != runs[$1].weight ? runs[$0].weight > runs[$1].weight : $0 < $1
        }
        var chosen: [Run] = []
        for index in order where chosen.count < 4 * limit {
            var run = runs[index]
            let whole = run.weight
            run.weight = 0
            for term in run.terms { run.weight += parts[term] ?? 0 }
            guard run.weight > 0, run.weight * 2 >= whole else { continue }
            for term in run.terms { parts[term] = 0 }
            chosen.append(run)
        }
        chosen.sort {
            $0.weight != $1.weight
                ? $0.weight > $1.weight
                : ($0.field, $0.range.lowerBound) < ($1.field, $1.range.lowerBound)
        }
        let least = leastShare * score
        let telling = chosen.prefix { $0.weight >= least }
        return Array((telling.isEmpty ? chosen[...] : telling).prefix(telling.isEmpty ? 1 : limit))
    }

    private func original(
        of run: Run, _ fields: [ComparedField], _ originals: [String]
    ) -> String {
        let bytes = Array(originals[run.field].utf8)
        let range = fields[run.field].text.originalRange(run.range).clamped(to: 0..<bytes.count)
        return String(decoding: bytes[range], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Finds the longest runs of a field that are also in the query.
    private func collect(
        _ field: ComparedField, _ number: Int, _ builder: inout TermVectorBuilder,
        into runs: inout [Run]
    ) {
        let (folded, classes) = (field.text.folded, field.text.classes)
        var known = Set(runs.map(\.pattern))
        var start = 0
        while start + 1 < folded.count {
            var end = start
            if classes[start].isLetter, classes[start + 1].isLetter {
                places.forEach(Gram(folded[start], folded[start + 1])) { place in
                    let other = query[place.field].text.folded
                    let length = SharedPhrases.commonLength(
                        folded.span, classes.span, start, other.span, place.position)
                    end = max(end, start + length)
                }
            }
            guard end > start else {
                start += 1
                continue
            }
            if let range = field.nounPhrase(in: start..<end),
                known.insert(Array(folded[range])).inserted
            {
                var seen: Set<UInt32> = []
                let terms = builder.terms(of: field, in: range).filter { seen.insert($0).inserted }
                runs.append(
                    Run(field: number, range: range, pattern: Array(folded[range]), terms: terms))
            }
            // The next run may begin with the last letter of this one.
            start = max(end - 1, start + 1)
        }
    }

    /// The length of the common run of letters of two texts from two positions.
    private static func commonLength(
        _ text: Span<UInt32>, _ classes: Span<CharacterClass>, _ start: Int, _ other: Span<UInt32>,
        _ place: Int
    ) -> Int {
        var length = 0
        while start + length < text.count, place + length < other.count,
            text[start + length] == other[place + length], classes[start + length].isLetter
        {
            length += 1
        }
        return length
    }

    /// Finds words of the document that are synonyms of words of the query.
    private func collectSynonyms(
        _ fields: [ComparedField], _ vector: TermVector, _ builder: inout TermVectorBuilder,
        into runs: inout [Run]
    ) {
        guard !(vector.sources.isEmpty && queryVector.sources.isEmpty) else { return }
        let here = WordPlaces(fields)
        var pairs: [(found: [UInt32], asked: [UInt32])] = []
        for source in vector.sources {
            for synonym in synonyms.synonyms(of: source) {
                if queryPlaces.first(of: synonym) != nil { pairs.append((source, synonym)) }
            }
        }
        for source in queryVector.sources {
            for synonym in synonyms.synonyms(of: source) { pairs.append((synonym, source)) }
        }
        var known = Set(runs.map(\.pattern))
        for pair in pairs where here.first(of: pair.asked) == nil {
            guard queryPlaces.first(of: pair.found) == nil,
                let place = here.first(of: pair.found),
                known.insert(pair.found).inserted
            else { continue }
            var terms = builder.terms(ofPattern: pair.found)
            for term in builder.terms(ofPattern: pair.asked) where !terms.contains(term) {
                terms.append(term)
            }
            runs.append(
                Run(
                    field: place.field,
                    range: place.position..<place.position + pair.found.count,
                    pattern: pair.found, terms: terms, synonymOf: pair.asked))
        }
    }
}

/// The positions of the words of a text, by their first scalars.
private struct WordPlaces {
    private let fields: [ComparedField]
    private var places: [UInt32: [(field: Int, position: Int)]] = [:]

    init(_ fields: [ComparedField]) {
        self.fields = fields
        for (number, field) in fields.enumerated() {
            for (position, scalar) in field.text.folded.enumerated() where field.starts[position] {
                places[scalar, default: []].append((number, position))
            }
        }
    }

    /// The first occurrence of a pattern as whole words.
    func first(of pattern: [UInt32]) -> (field: Int, position: Int)? {
        guard let first = pattern.first else { return nil }
        return places[first]?.first { place in
            let field = fields[place.field]
            let end = place.position + pattern.count
            return end <= field.text.count && field.isBorder(end)
                && field.text.folded[place.position..<end].elementsEqual(pattern)
        }
    }
}
