internal import IndexCodec

/// Which bigrams find the documents that contain all of some substrings.
///
/// It is made anew for each segment; its memory is used again.
struct ConjunctionPlan {
    /// A bigram by its place: to copy it would count the references that it has.
    struct Term {
        /// Its place among the terms of the query.
        let index: Int
        let documentFrequency: Int
    }

    /// The bigrams whose lists are read, by ascending document frequency.
    private(set) var terms: [Term] = []
    private(set) var clauses: [SubstringClause] = []
    private(set) var parts: [SubstringPart] = []
    private var frequencies: [Int] = []
    private var cover = BigramCover()

    /// True if there is one substring, of several bigrams.
    var isPhrase: Bool { clauses.count == 1 && parts.count > 1 }

    /// Chooses the bigrams; false if the segment lacks one.
    ///
    /// - Parameters:
    ///   - terms: the bigrams of all substrings.
    ///   - substrings: those of each substring, in the order of its letters.
    ///   - number: the place of the segment in the index.
    mutating func choose(
        _ terms: [BigramTerm], _ substrings: ArraySlice<Range<Int>>, inSegment number: Int
    ) -> Bool {
        self.terms.removeAll(keepingCapacity: true)
        clauses.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        for substring in substrings {
            let start = parts.count
            frequencies.removeAll(keepingCapacity: true)
            for index in substring {
                guard let frequency = terms[index][number]?.documentFrequency else { return false }
                frequencies.append(frequency)
            }
            cover.choose(frequencies)
            for place in cover.chosen {
                add(
                    terms,
                    Term(
                        index: substring.lowerBound + place,
                        documentFrequency: frequencies[place]),
                    offset: UInt32(place))
            }
            clauses.append(
                SubstringClause(
                    parts: start..<parts.count,
                    factor: ConjunctionPlan.factor(terms, substring)))
        }
        return true
    }

    /// What a share of 1 of a substring adds to the score.
    private static func factor(_ terms: [BigramTerm], _ substring: Range<Int>) -> Float {
        var sum: Float = 0
        for index in substring {
            // A bigram that comes again is no rarer for it.
            var comesAgain = false
            for before in substring.lowerBound..<index where terms[before].gram == terms[index].gram
            {
                comesAgain = true
            }
            if !comesAgain { sum += terms[index].factor }
        }
        return sum
    }

    /// Adds a bigram to the substring at hand, and to the lists unless it is there.
    private mutating func add(_ all: [BigramTerm], _ term: Term, offset: UInt32) {
        let gram = all[term.index].gram
        for list in terms.indices where all[terms[list].index].gram == gram {
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
