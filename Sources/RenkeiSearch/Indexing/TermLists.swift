internal import IndexCodec
internal import IndexStorage

/// The postings of the bigrams by which documents are ordered.
///
/// A bigram of very few documents attracts few, and one that most documents have attracts none, so
/// both are left out; if memory is short, others are left out evenly.
struct TermLists {
    /// The locations of the postings, concatenated over the terms.
    private var parts: [GramMergeWalk.Part] = []
    /// The end of the parts of each term.
    private var ends: [UInt32] = []

    /// The number of terms.
    var count: Int { ends.count }

    /// Chooses the terms from the inputs of a merge.
    ///
    /// - Parameter most: the approximate greatest number of postings.
    /// - Throws: `StorageError` if a dictionary is damaged.
    init(
        _ inputs: [SegmentMerger.Input], documentCount: Int, atMost most: Int
    ) throws(StorageError) {
        let least = min(8, max(2, documentCount / 1000))
        let greatest = max(documentCount / 10, 2 * least)
        var total = 0
        try TermLists.forEachTerm(inputs) { _, _, postings in
            if (least...greatest).contains(postings) { total += postings }
        }
        // If there are too many, terms with a large hash are left out.
        let share =
            total > most ? UInt64(Double(most) / Double(total) * Double(1 << 32)) : 1 << 32
        var (kept, ends): ([GramMergeWalk.Part], [UInt32]) = ([], [])
        try TermLists.forEachTerm(inputs) { gram, parts, postings in
            let hash = (gram.key &* 0x9E37_79B9_7F4A_7C15) >> 32
            guard (least...greatest).contains(postings), hash < share else { return }
            kept += parts
            ends.append(UInt32(kept.count))
        }
        parts = kept
        self.ends = ends
    }

    /// Calls `body` with each bigram, its parts, and the number of its postings.
    private static func forEachTerm(
        _ inputs: [SegmentMerger.Input], _ body: (Gram, [GramMergeWalk.Part], Int) -> Void
    ) throws(StorageError) {
        var walk = try GramMergeWalk(inputs)
        while let gram = try walk.next() {
            var postings = 0
            for part in walk.parts {
                postings += try inputs[part.input].segment.postingsCount(ofGramAt: part.location)
            }
            body(gram, walk.parts, postings)
        }
    }

    /// Calls `body` with the new number of each live document that has a term.
    func forEachDocument(
        of term: Int, _ inputs: [SegmentMerger.Input], _ body: (UInt32) -> Void
    ) throws(StorageError) {
        let start = term == 0 ? 0 : Int(ends[term - 1])
        for part in parts[start..<Int(ends[term])] {
            let segment = inputs[part.input].segment
            let numbers = inputs[part.input].numbers
            guard var cursor = try segment.postings(at: part.location, ofGram: true) else {
                continue
            }
            for block in 0..<cursor.blockCount {
                try cursor.decodeDocuments(block)
                for posting in 0..<cursor.count {
                    let document = numbers[Int(cursor.documents[posting])]
                    if document != SegmentMerger.Input.dropped { body(document) }
                }
            }
        }
    }
}
