internal import IndexCodec
internal import IndexStorage

/// Which bigrams each document has, of those that tell documents apart.
///
/// A bigram of very few documents brings few together, and one of many parts none, so both are left
/// out; so are others, evenly, where the memory would not do.
struct ForwardIndex {
    /// Where the terms of each document begin, then the end.
    private(set) var starts: [UInt32]
    /// The terms of one document behind another's.
    private(set) var terms: [UInt32]
    /// How many different terms there are.
    private(set) var termCount = 0

    /// How many documents there are.
    var documentCount: Int { starts.count - 1 }

    /// The terms of the documents that inputs of a merge give to the new segment.
    ///
    /// - Parameter memoryLimit: how many bytes this, with what is kept of each document while they
    ///   are put in order, may take.
    /// - Throws: `StorageError` if postings are damaged.
    init(
        _ inputs: [SegmentMerger.Input], documentCount: Int, memoryLimit: Int
    ) throws(StorageError) {
        starts = [UInt32](repeating: 0, count: documentCount + 1)
        terms = []
        let most =
            max(
                memoryLimit - ForwardIndex.bytesOfDocument * documentCount, memoryLimit / 4) / 4
        let lists = try ForwardIndex.lists(
            of: inputs, documentCount: documentCount, atMost: min(most, Int(Int32.max)))
        termCount = lists.count
        // Counted first: no list of a document has to grow.
        for (number, list) in lists.enumerated() {
            try ForwardIndex.forEachDocument(list, inputs) { starts[Int($0) + 1] += 1 }
            ForwardIndex.releasePages(of: inputs, behind: number)
        }
        for document in 0..<documentCount { starts[document + 1] += starts[document] }
        terms = [UInt32](repeating: 0, count: Int(starts[documentCount]))
        var ends = starts
        for (term, list) in lists.enumerated() {
            try ForwardIndex.forEachDocument(list, inputs) { document in
                terms[Int(ends[Int(document)])] = UInt32(term)
                ends[Int(document)] += 1
            }
            ForwardIndex.releasePages(of: inputs, behind: term)
        }
    }

    /// Lets the memory go into which files are mapped, now and then.
    private static func releasePages(of inputs: [SegmentMerger.Input], behind list: Int) {
        guard list % 4096 == 4095 else { return }
        for input in inputs { input.segment.file.file.releasePages() }
    }

    /// The index of documents whose terms are given.
    init(_ documents: [[UInt32]]) {
        starts = [0]
        terms = []
        for document in documents {
            terms += document
            starts.append(UInt32(terms.count))
        }
        termCount = terms.max().map { Int($0) + 1 } ?? 0
    }

    /// What the merge and the order take for each document beside its terms, about.
    private static let bytesOfDocument = 48

    /// The postings of a term in each segment that has it.
    private typealias List = [(input: Int, location: PostingsLocation)]

    private static func forEachDocument(
        _ list: List, _ inputs: [SegmentMerger.Input], _ body: (UInt32) -> Void
    ) throws(StorageError) {
        for (input, location) in list {
            let numbers = inputs[input].numbers
            guard var cursor = try inputs[input].segment.postings(at: location, ofGram: true)
            else { continue }
            for block in 0..<cursor.blockCount {
                try cursor.decodeDocuments(block)
                for posting in 0..<cursor.count {
                    let document = numbers[Int(cursor.documents[posting])]
                    if document != SegmentMerger.Input.dropped { body(document) }
                }
            }
        }
    }

    /// The lists to use, with no more postings than `most`, about.
    private static func lists(
        of inputs: [SegmentMerger.Input], documentCount: Int, atMost most: Int
    ) throws(StorageError) -> [List] {
        let least = min(8, max(2, documentCount / 1000))
        let greatest = max(documentCount / 10, 2 * least)
        var kept: [(list: List, postings: Int, hash: UInt64)] = []
        var total = 0
        var walks: [GramWalk] = []
        for input in inputs { walks.append(try GramWalk(input.segment.grams)) }
        while let gram = walks.compactMap({ $0.current?.gram }).min() {
            var list: List = []
            var postings = 0
            for input in walks.indices {
                guard let entry = walks[input].current, entry.gram == gram else { continue }
                list.append((input, entry.location))
                postings +=
                    try inputs[input].segment
                    .postings(at: entry.location, ofGram: true)?.documentFrequency ?? 0
                try walks[input].advance()
            }
            guard (least...greatest).contains(postings) else { continue }
            kept.append((list, postings, gram.key &* 0x9E37_79B9_7F4A_7C15))
            total += postings
        }
        if total > most {
            let share = UInt64(Double(most) / Double(total) * Double(UInt32.max))
            kept.removeAll { $0.hash >> 32 > share }
        }
        return kept.map(\.list)
    }
}
