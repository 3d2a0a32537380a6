internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// What an index was built of: its fields, its settings and its documents.
///
/// It can be read whatever ICU made the index, so that a new one can be built of it.
public struct StoredDocuments: Sendable {
    private let manifest: Manifest
    /// The segments in the order of their documents.
    let segments: [SegmentReader]

    /// Opens the documents of an index.
    ///
    /// - Throws: `SearchError` if there is no index, it is damaged or of another format.
    public init(folder: String) throws(SearchError) {
        (manifest, segments) = try Searcher.open(folder, anyUnicode: true)
    }

    /// The fields of the index.
    public var schema: Schema { manifest.schema }
    /// How the text of the index was analysed.
    public var settings: AnalysisSettings { manifest.settings }
    /// The version of ICU that analysed it.
    public var icuVersion: String { manifest.icuVersion }
    /// True if the index has synonyms.
    public var hasSynonyms: Bool { !manifest.synonyms.isEmpty }
    /// The synonyms as the index stores them.
    var synonyms: [UInt32] { manifest.synonyms }
    /// How many documents there are; deleted ones do not count.
    public var count: Int { segments.reduce(0) { $0 + $1.liveCount } }

    /// True if the synonyms of the index can be used with other settings.
    ///
    /// They are stored as they were folded; other foldings need them as they were written.
    public func canKeepSynonyms(with settings: AnalysisSettings) -> Bool {
        // `variantWords` changes where words are cut, and not their letters.
        settings.foldings.symmetricDifference(manifest.settings.foldings)
            .isSubset(of: .variantWords)
            && settings.variants == manifest.settings.variants
    }
}

extension IndexWriter {
    /// Adds the documents of the index that this writer is to replace, in their order.
    ///
    /// The synonyms of the index are taken over if none have been set, provided that foldings are the
    /// same.
    ///
    /// - Parameters:
    ///   - threads: how many threads analyse text, 1 to 256.
    ///   - keepsSynonyms: false to leave the synonyms of the index behind.
    ///   - progress: called with the number of documents that have been handed on.
    /// - Throws: `SearchError` if the folder has no index or it is damaged, and as `add(_:)` does.
    public mutating func addStoredDocuments(
        threads: Int, keepsSynonyms: Bool = true, progress: (Int) -> Void = { _ in }
    ) async throws {
        guard (1...256).contains(threads) else {
            throw SearchError(.invalidArgument, "the number of threads must be 1 to 256")
        }
        // The lock is held, so no other writer changes what is read here.
        let stored = try StoredDocuments(folder: folder)
        if keepsSynonyms, manifest.synonyms.isEmpty, stored.canKeepSynonyms(with: settings) {
            manifest.synonyms = stored.synonyms
        }
        var total = 0
        for segment in stored.segments {
            for document in segment.liveArrivals { total += try storedLength(document, segment) }
        }
        // As much at a time as memory allows, and a batch for each thread at least.
        let batchSize = min(total / threads + 1, limit / (threads * 16))
        var batches = StoredBatches(stored.segments, size: batchSize)
        if threads == 1 || total < 4 << 20 {
            var done = 0
            while let batch = try batches.next() {
                for document in batch.documents {
                    try add(
                        storing { () throws(StorageError) in
                            try batch.segment.document(document)
                        })
                    done += 1
                    progress(done)
                }
            }
            return
        }
        var done = 0
        try await add(threads: threads) {
            let batch = try batches.next()
            done += batch?.documents.count ?? 0
            progress(done)
            return batch
        } documents: { batch, add in
            for document in batch.documents {
                try add(
                    storing { () throws(StorageError) in
                        try batch.segment.document(document)
                    })
            }
        }
    }
}

/// How many bytes a stored document has, decompressed.
private func storedLength(_ document: UInt32, _ segment: SegmentReader) throws(SearchError) -> Int {
    do { return try segment.stored.fieldsLength(segment.order.arrival(of: document)) } catch {
        throw SearchError(error)
    }
}

/// Some documents of a segment.
private struct StoredBatch: Sendable {
    let segment: SegmentReader
    let documents: [UInt32]
}

/// The live documents of segments in batches of about the same size.
private struct StoredBatches {
    private let segments: [SegmentReader]
    private let size: Int
    private var number = 0
    private var documents: ArraySlice<UInt32> = []

    init(_ segments: [SegmentReader], size: Int) {
        self.segments = segments
        self.size = size
        documents = segments.first?.liveArrivals[...] ?? []
    }

    /// The next batch; nil at the end.
    mutating func next() throws(SearchError) -> StoredBatch? {
        while documents.isEmpty {
            number += 1
            guard number < segments.count else { return nil }
            documents = segments[number].liveArrivals[...]
        }
        var taken: [UInt32] = []
        var bytes = 0
        let segment = segments[number]
        while let document = documents.first, taken.isEmpty || bytes < size {
            bytes += try storedLength(document, segment)
            taken.append(document)
            documents.removeFirst()
        }
        return StoredBatch(segment: segment, documents: taken)
    }
}
