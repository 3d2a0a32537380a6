internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// The source data of an index: its fields, its settings and its documents.
///
/// It can be read whatever version of ICU made the index, so that a new index can be built from it.
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
    /// The version of ICU that analysed the text.
    public var icuVersion: String { manifest.icuVersion }
    /// Whether the index has synonyms.
    public var hasSynonyms: Bool { !manifest.synonyms.isEmpty }
    /// The synonyms as the index stores them.
    var synonyms: [UInt32] { manifest.synonyms }
    /// The number of documents, without deleted ones.
    public var count: Int { segments.reduce(0) { $0 + $1.liveCount } }

    /// Whether the synonyms of the index can be used with other settings.
    ///
    /// They are stored folded; other foldings need the original form.
    public func canKeepSynonyms(with settings: AnalysisSettings) -> Bool {
        // `variantWords` changes word boundaries, but not letters; the others join words that are
        // written with breaks, as those of a list are not.
        settings.foldings.symmetricDifference(manifest.settings.foldings)
            .isSubset(of: [.variantWords, .brokenWords, .spacedWords])
            && settings.variants == manifest.settings.variants
    }
}

extension IndexWriter {
    /// Adds the documents of the index that this writer will replace, in their order.
    ///
    /// The synonyms of the index are kept if none have been set and the foldings are equal.
    ///
    /// - Parameters:
    ///   - threads: the number of threads that analyse text, 1 to 256.
    ///   - keepsSynonyms: false to drop the synonyms of the index.
    ///   - progress: called with the number of documents passed on so far.
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
            for document in segment.liveDocumentsInInsertionOrder {
                total += try storedLength(document, segment)
            }
        }
        // As much at a time as memory allows, but at least one batch per thread.
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

/// The decompressed size of a stored document in bytes.
private func storedLength(_ document: UInt32, _ segment: SegmentReader) throws(SearchError) -> Int {
    do {
        return try segment.stored.fieldsLength(segment.order.insertionOrdinal(of: document))
    } catch {
        throw SearchError(error)
    }
}

/// A batch of documents of a segment.
private struct StoredBatch: Sendable {
    let segment: SegmentReader
    let documents: [UInt32]
}

/// The live documents of segments in batches of similar size.
private struct StoredBatches {
    private let segments: [SegmentReader]
    private let size: Int
    private var number = 0
    private var documents: ArraySlice<UInt32> = []

    init(_ segments: [SegmentReader], size: Int) {
        self.segments = segments
        self.size = size
        documents = segments.first?.liveDocumentsInInsertionOrder[...] ?? []
    }

    /// The next batch; nil at the end.
    mutating func next() throws(SearchError) -> StoredBatch? {
        while documents.isEmpty {
            number += 1
            guard number < segments.count else { return nil }
            documents = segments[number].liveDocumentsInInsertionOrder[...]
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
