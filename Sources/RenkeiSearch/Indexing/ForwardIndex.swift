internal import IndexStorage

/// The bigrams of each document, limited to those that discriminate between documents.
struct ForwardIndex {
    /// The start of the terms of each document, then the end.
    private(set) var starts: [UInt32]
    /// The terms of all documents, concatenated.
    private(set) var terms: [UInt32]
    /// The number of different terms.
    private(set) var termCount = 0

    /// The approximate memory of the merge and the ordering per document, without its terms.
    private static let bytesOfDocument = 48
    /// The approximate memory of the merge and the ordering per term, without its documents.
    private static let bytesOfTerm = 48

    /// The number of documents.
    var documentCount: Int { starts.count - 1 }

    /// The terms of the documents that the inputs of a merge contribute to the new segment.
    ///
    /// - Parameter memoryLimit: the number of bytes that this may take, including what is kept of
    ///   each document during ordering; an eighth of it is used for terms in any case.
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
        // Counts first, so that no list of a document has to grow.
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

    /// Makes the index of documents with the given terms.
    init(_ documents: [[UInt32]]) {
        starts = [0]
        terms = []
        for document in documents {
            terms += document
            starts.append(UInt32(terms.count))
        }
        termCount = terms.max().map { Int($0) + 1 } ?? 0
    }

    /// Releases the memory of the mapped files from time to time.
    private static func releasePages(of inputs: [SegmentMerger.Input], behind term: Int) {
        guard term % 4096 == 4095 else { return }
        for input in inputs { input.segment.file.file.releasePages() }
    }
}
