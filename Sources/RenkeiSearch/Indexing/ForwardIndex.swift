internal import IndexStorage

/// Which bigrams each document has, of those that tell documents apart.
struct ForwardIndex {
    /// Where the terms of each document begin, then the end.
    private(set) var starts: [UInt32]
    /// The terms of one document behind another's.
    private(set) var terms: [UInt32]
    /// How many different terms there are.
    private(set) var termCount = 0

    /// What the merge and the order take for each document beside its terms, about.
    private static let bytesOfDocument = 48
    /// What they take for each term beside its documents, about.
    private static let bytesOfTerm = 48

    /// How many documents there are.
    var documentCount: Int { starts.count - 1 }

    /// The terms of the documents that inputs of a merge give to the new segment.
    ///
    /// - Parameter memoryLimit: how many bytes this, with what is kept of each document while they
    ///   are put in order, may take; an eighth of it is taken for terms in any case.
    /// - Throws: `StorageError` if postings are damaged.
    init(
        _ inputs: [SegmentMerger.Input], documentCount: Int, memoryLimit: Int
    ) throws(StorageError) {
        starts = [UInt32](repeating: 0, count: documentCount + 1)
        terms = []
        let gramCount = inputs.reduce(0) { $0 + $1.segment.gramCount }
        let others =
            ForwardIndex.bytesOfDocument * documentCount + ForwardIndex.bytesOfTerm * gramCount
        let most = max(memoryLimit - others, memoryLimit / 8) / 4
        let lists = try TermLists(
            inputs, documentCount: documentCount, atMost: min(most, Int(Int32.max)))
        termCount = lists.count
        // Counted first: no list of a document has to grow.
        for term in 0..<termCount {
            try lists.forEachDocument(of: term, inputs) { starts[Int($0) + 1] += 1 }
            ForwardIndex.releasePages(of: inputs, behind: term)
        }
        for document in 0..<documentCount { starts[document + 1] += starts[document] }
        terms = [UInt32](repeating: 0, count: Int(starts[documentCount]))
        var ends = starts
        for term in 0..<termCount {
            try lists.forEachDocument(of: term, inputs) { document in
                terms[Int(ends[Int(document)])] = UInt32(term)
                ends[Int(document)] += 1
            }
            ForwardIndex.releasePages(of: inputs, behind: term)
        }
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

    /// Lets the memory go into which files are mapped, now and then.
    private static func releasePages(of inputs: [SegmentMerger.Input], behind term: Int) {
        guard term % 4096 == 4095 else { return }
        for input in inputs { input.segment.file.file.releasePages() }
    }
}
