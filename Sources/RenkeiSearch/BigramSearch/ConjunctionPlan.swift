internal import IndexCodec

/// Which bigrams find the documents that contain all of some substrings.
struct ConjunctionPlan {
    /// A bigram by its place: to copy it would count the references that it has.
    struct Term {
        let substring: Int
        let place: Int
        let documentFrequency: Int
    }

    /// The bigrams whose lists are read, by ascending document frequency.
    private(set) var terms: [Term] = []
    private(set) var clauses: [SubstringClause] = []
    private(set) var parts: [SubstringPart] = []

    /// Chooses the bigrams; nil if the segment lacks one.
    ///
    /// - Parameter number: the place of the segment in the index.
    init?(_ substrings: [[BigramTerm]], inSegment number: Int) {
        let count = substrings.reduce(0) { $0 + $1.count }
        terms.reserveCapacity(count)
        parts.reserveCapacity(count)
        clauses.reserveCapacity(substrings.count)
        for substring in substrings.indices {
            let start = parts.count
            if substrings[substring].count == 1 {
                guard let frequency = substrings[substring][0][number]?.documentFrequency else {
                    return nil
                }
                add(substrings, Term(substring: substring, place: 0, documentFrequency: frequency))
            } else {
                var frequencies: [Int] = []
                frequencies.reserveCapacity(substrings[substring].count)
                for place in substrings[substring].indices {
                    guard let frequency = substrings[substring][place][number]?.documentFrequency
                    else { return nil }
                    frequencies.append(frequency)
                }
                for place in SubstringMatcher.choice(frequencies) {
                    add(
                        substrings,
                        Term(
                            substring: substring, place: place,
                            documentFrequency: frequencies[place]))
                }
            }
            clauses.append(
                SubstringClause(
                    parts: start..<parts.count,
                    factor: ConjunctionPlan.factor(substrings[substring])))
        }
    }

    /// What a share of 1 of a substring adds to the score.
    private static func factor(_ substring: [BigramTerm]) -> Float {
        var sum: Float = 0
        for place in substring.indices {
            // A bigram that comes again is no rarer for it.
            var comesAgain = false
            for before in 0..<place where substring[before].gram == substring[place].gram {
                comesAgain = true
            }
            if !comesAgain { sum += substring[place].factor }
        }
        return sum
    }

    /// Adds a bigram to the substring at hand, and to the lists unless it is there.
    private mutating func add(_ substrings: [[BigramTerm]], _ term: Term) {
        let gram = substrings[term.substring][term.place].gram
        let offset = UInt32(term.place)
        for list in terms.indices
        where substrings[terms[list].substring][terms[list].place].gram == gram {
            parts.append(SubstringPart(list: list, offset: offset))
            return
        }
        var list = terms.count
        while list > 0, terms[list - 1].documentFrequency > term.documentFrequency { list -= 1 }
        // There are few, and mostly they come in order.
        if list < terms.count {
            for part in parts.indices where parts[part].list >= list { parts[part].list += 1 }
        }
        terms.insert(term, at: list)
        parts.append(SubstringPart(list: list, offset: offset))
    }
}
