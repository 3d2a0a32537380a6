internal import IndexCodec
internal import IndexStorage

/// The best documents with a substring all of whose bigrams are frequent.
///
/// Few of the documents with all bigrams have the substring, too. They are found by the sets of the
/// bigrams, 512 documents at a time, without a look at postings. Where one of the bigrams stands
/// once, in the last text field, the substring stands there once at most, and the length of the
/// document bounds its score: these documents are looked at from the shortest on until no score is
/// of interest. For the others the rarest list is walked.
struct DensePhrase {
    /// A bigram is frequent if one of so many documents has it.
    private static let density = 64
    /// In small segments it needs so many documents.
    private static let leastFrequency = 3072
    /// As many documents for each hit are looked at before those that have all bigrams several times.
    private static let firstDocuments = 8
    /// At most one of so many documents with the rarest bigram has all of them.
    private static let rarity = 2

    /// Documents with all bigrams, one of them once, in the last field.
    private var single: DocumentBits
    /// Documents with all bigrams, each of them several times or outside the last field.
    private var multiple: DocumentBits
    /// The documents at hand.
    private var documents: [UInt32] = []

    /// True if sets pay for bigrams of which the rarest is in so many documents.
    static func isWorthwhile(
        _ documentFrequency: Int, of documentCount: Int, limit: Int
    ) -> Bool {
        // Where many hits are wanted, most documents have to be looked at.
        documentFrequency >= max(documentCount / density, leastFrequency, 16 * limit)
    }

    /// Fails if so many documents have all bigrams that most of them may have the substring: then the
    /// walk of the rarest list is soon at its end.
    ///
    /// - Parameters:
    ///   - sets: the documents of each bigram; there is one at least.
    ///   - documentFrequency: how many documents have the rarest bigram.
    init?(_ sets: [DocumentSet], documentFrequency: Int) {
        single = sets[0].all
        multiple = sets[0].multiple
        for set in sets.dropFirst() {
            single.formIntersection(set.all)
            multiple.formIntersection(set.multiple)
        }
        if single.estimatedCount * Self.rarity > documentFrequency { return nil }
        single.subtract(multiple)
    }

    /// Offers the best documents.
    ///
    /// - Parameters:
    ///   - lists: those of the bigrams.
    ///   - floor: documents with a lower score may be left out.
    mutating func collect(
        _ lists: inout MutableSpan<ScoredList>, _ walk: inout ConjunctionWalk, floor: UInt32,
        into top: inout TopScores
    ) throws(StorageError) {
        let segment = walk.search.segment
        let classes = segment.memory.lengthClasses(segment.norms)
        var next = 0
        var looked = 0
        var hasWalked = false
        var wanted = single.estimatedCount > 32 * top.limit ? 2 * top.limit : segment.documentCount
        while next < classes.count,
            walk.singleBound(classes[next].shortest) >= max(floor, top.threshold)
        {
            looked += takeClasses(classes, &next, wanted)
            try lookAtSingle(&lists, &walk, floor, &top)
            if !hasWalked, looked >= Self.firstDocuments * top.limit {
                try lookAtMultiple(&lists, &walk, floor, &top)
                hasWalked = true
            }
            wanted += wanted / 2
        }
        if !hasWalked { try lookAtMultiple(&lists, &walk, floor, &top) }
    }

    /// Lists the documents of the next lengths, some at least; returns how many there are.
    private mutating func takeClasses(
        _ classes: [LengthClass], _ next: inout Int, _ wanted: Int
    ) -> Int {
        var taken = classes[next].documents
        next += 1
        single.intersection(taken, into: &documents)
        while documents.count < wanted, next < classes.count {
            taken.formUnion(classes[next].documents)
            next += 1
            single.intersection(taken, into: &documents)
        }
        return documents.count
    }

    private func lookAtSingle(
        _ lists: inout MutableSpan<ScoredList>, _ walk: inout ConjunctionWalk, _ floor: UInt32,
        _ top: inout TopScores
    ) throws(StorageError) {
        let search = walk.search
        walk.rewind(&lists)
        for document in documents {
            let number = search.number(document)
            let least = max(floor, top.threshold(from: number))
            if let score = try walk.singleScore(&lists, document, least) {
                top.insert(ScoredDocument(number, score: score))
            }
        }
    }

    private func lookAtMultiple(
        _ lists: inout MutableSpan<ScoredList>, _ walk: inout ConjunctionWalk, _ floor: UInt32,
        _ top: inout TopScores
    ) throws(StorageError) {
        let search = walk.search
        walk.rewind(&lists)
        walk.filter = multiple
        try walk.forEach(&lists, threshold: max(floor, search.threshold(from: 0, top))) {
            document, score in
            top.insert(ScoredDocument(search.number(document), score: score))
            return max(floor, search.threshold(from: document &+ 1, top))
        }
    }
}
