internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// The result of a check of an index.
public struct CheckReport: Sendable {
    /// The number of segments read.
    public internal(set) var segments = 0
    /// The number of documents, without deleted ones.
    public internal(set) var documents = 0
    /// The number of deleted documents that segments still hold.
    public internal(set) var deletedDocuments = 0
    /// The number of lists of postings decoded.
    public internal(set) var lists = 0
    /// The number of postings in them.
    public internal(set) var postings = 0
    /// The number of positions in them.
    public internal(set) var positions = 0
    /// The number of bytes of files compared with checksums.
    public internal(set) var bytes = 0
    /// The problems found; empty if the index is intact.
    public internal(set) var problems: [SearchError] = []
    /// The files that repairs have replaced and kept; they are not part of the index.
    public internal(set) var damagedFiles: [String] = []
}

/// Reads a whole index and compares every part with its checksum and with the other parts.
public enum IndexChecker {
    /// Checks an index.
    ///
    /// Damage ends the check of its segment; the other segments are still checked. If a writer
    /// commits meanwhile, the new commit is checked.
    ///
    /// Stored documents are analysed again and compared with the index, unless another version of
    /// ICU made the index, which may have segmented words differently.
    ///
    /// - Throws: `SearchError` if there is no index or its manifest is damaged.
    public static func check(folder: String) throws(SearchError) -> CheckReport {
        var manifest = try Manifest.existing(in: folder)
        while true {
            var report = check(manifest, folder)
            report.damagedFiles = try damagedFiles(in: folder, FileSystem())
            if report.problems.isEmpty { return report }
            // A writer that commits meanwhile removes files of the previous commit.
            let latest = try Manifest.existing(in: folder)
            if latest == manifest { return report }
            manifest = latest
        }
    }

    /// Whether texts are analysed the same way as those of the index were.
    static func isComparable(_ manifest: Manifest) -> Bool {
        manifest.icuVersion == ICU.version && manifest.unicodeVersion == ICU.unicodeVersion
    }

    private static func check(_ manifest: Manifest, _ folder: String) -> CheckReport {
        var report = CheckReport()
        if SynonymTable(encoded: manifest.synonyms) == nil {
            report.problems.append(
                SearchError(
                    .corruptIndex, path: folder + "/" + Manifest.fileName,
                    "the synonyms of \(folder) are damaged; give it others with: search upgrade --synonyms FILE"
                ))
        }
        let isComparable = isComparable(manifest)
        var identifiers = LiveIdentifiers()
        for entry in manifest.segments {
            do throws(StorageError) {
                let segment = try check(
                    entry, folder, manifest.schema, &report,
                    settings: isComparable ? manifest.settings : nil)
                guard segment.hasWords == manifest.settings.indexesWords else {
                    throw segment.corrupt("the segment has another schema than the index")
                }
                try identifiers.add(segment)
            } catch { report.problems.append(SearchError(error)) }
        }
        return report
    }

    /// Checks a segment and its deleted documents, and returns it opened.
    ///
    /// - Parameter settings: the settings to analyse texts with; nil to skip the analysis.
    @discardableResult
    static func check(
        _ entry: Manifest.Segment, _ folder: String, _ schema: Schema, _ report: inout CheckReport,
        settings: AnalysisSettings? = nil
    ) throws(StorageError) -> SegmentReader {
        let file = try SectionFileReader(path: folder + "/" + entry.name)
        try file.verify()
        // The checksums of deleted documents are verified on opening.
        let segment = try SegmentReader.open(entry, folder: folder, schema: schema)
        report.bytes += segment.byteCount
        report.segments += 1
        report.documents += segment.liveCount
        report.deletedDocuments += entry.deletedCount
        try segment.order.checkNumbers()
        try segment.checkTextStarts()
        try segment.stored.checkParts()
        for column in segment.keywordColumns { try column.checkOrdinals() }
        try checkDocuments(segment)
        var texts = settings.map { TextCheck(segment, $0) }
        try checkGrams(segment, &report, &texts)
        try checkWords(segment, &report, &texts)
        try texts?.finish()
        return segment
    }

    private static func checkDocuments(_ segment: SegmentReader) throws(StorageError) {
        var deletedPositions = 0
        for document in 0..<UInt32(segment.documentCount) {
            let range = try segment.textRange(document)
            if !segment.isLive(document) { deletedPositions += range.count }
            guard LengthNorm.encode(range.count) == segment.norm(document) else {
                throw segment.corrupt("a document's length differs from its norm")
            }
            var last: UInt32 = 0
            for fieldEnd in segment.fieldEnds(of: document) {
                guard fieldEnd >= last, Int(fieldEnd) <= range.count else {
                    throw segment.corrupt("a field ends outside its text")
                }
                last = fieldEnd
            }
            let years = segment.years.years(of: document)
            guard zip(years, years.dropFirst()).allSatisfy({ $0 < $1 }) else {
                throw segment.corrupt("named years are out of order")
            }
            let stored = try segment.document(document)
            guard try segment.find(stored.id, where: { $0 == document }) == document else {
                throw segment.corrupt("document \(stored.id) is not found by its id")
            }
            for name in segment.schema.keywordFields {
                guard
                    segment.keywordColumn(name)?.keywords(of: document) == stored.keywords(name)
                else {
                    throw segment.corrupt("field \(name) of \(stored.id) differs from its column")
                }
            }
            for name in segment.schema.integerFields {
                guard segment.integerColumn(name)?.value(document) == stored.integer(name) else {
                    throw segment.corrupt("field \(name) of \(stored.id) differs from its column")
                }
            }
        }
        if let deletions = segment.deletions {
            guard deletions.positionCount == deletedPositions else {
                throw deletions.corrupt("deleted documents have another length")
            }
        }
    }

    private static func checkGrams(
        _ segment: SegmentReader, _ report: inout CheckReport, _ texts: inout TextCheck?
    ) throws(StorageError) {
        var terms: [CheckedTerm] = []
        var previous: Gram?
        var ascends = true
        try segment.forEachGram { gram, location in
            if let previous, previous >= gram { ascends = false }
            previous = gram
            terms.append(
                CheckedTerm(
                    hash: TextCheck.hash(gram), location: location,
                    deleted: segment.deletions?.documentFrequency(of: gram) ?? 0))
        }
        guard ascends, terms.count == segment.gramCount else {
            throw segment.corrupt("the bigrams are out of order")
        }
        try checkLists(terms, ofGrams: true, segment, &report, &texts)
        guard terms.count(where: { $0.deleted > 0 }) == segment.deletions?.gramCount ?? 0 else {
            throw segment.corrupt("deleted documents have bigrams that the segment lacks")
        }
    }

    private static func checkWords(
        _ segment: SegmentReader, _ report: inout CheckReport, _ texts: inout TextCheck?
    ) throws(StorageError) {
        var terms: [CheckedTerm] = []
        var previous: [UInt8]?
        var ascends = true
        try segment.forEachWord { word, location in
            if let previous, !previous.lexicographicallyPrecedes(word) { ascends = false }
            previous = word
            terms.append(
                CheckedTerm(
                    hash: TextCheck.hash(word), location: location,
                    deleted: segment.deletions?.documentFrequency(ofWord: word) ?? 0))
        }
        guard ascends, terms.count == segment.wordCount else {
            throw segment.corrupt("the words are out of order")
        }
        try checkLists(terms, ofGrams: false, segment, &report, &texts)
        guard terms.count(where: { $0.deleted > 0 }) == segment.deletions?.wordCount ?? 0 else {
            throw segment.corrupt("deleted documents have words that the segment lacks")
        }
    }

    /// A bigram or a word, its postings, and the number of deleted documents that should have it.
    private struct CheckedTerm {
        let hash: UInt64
        let location: PostingsLocation
        let deleted: Int
    }

    /// Reads every posting of the given lists.
    private static func checkLists(
        _ terms: [CheckedTerm], ofGrams: Bool, _ segment: SegmentReader,
        _ report: inout CheckReport, _ texts: inout TextCheck?
    ) throws(StorageError) {
        let weights = FieldWeights(segment.weights)
        let lengths = segment.parameters.lengthTable(averageLength: segment.averageLength)
        var end = 0
        var positions: [UInt32] = []
        for term in terms {
            var deleted = 0
            guard term.location.offset == end,
                var cursor = try segment.postings(at: term.location, ofGram: ofGrams)
            else { throw segment.corrupt("the lists of postings leave a gap") }
            end = term.location.offset + term.location.length
            report.lists += 1
            report.postings += cursor.documentFrequency
            for block in 0..<cursor.blockCount {
                try cursor.decode(block)
                for index in 0..<cursor.count {
                    let document = cursor.documents[index]
                    let frequency = cursor.frequencies[index]
                    let split = cursor.hasSplits ? cursor.splits[index] : 0
                    if !segment.isLive(document) { deleted += 1 }
                    positions.removeAll(keepingCapacity: true)
                    if ofGrams {
                        try cursor.appendPositions(of: index, to: &positions)
                        try segment.checkPositions(positions, of: document)
                        report.positions += positions.count
                    }
                    guard frequency > 0, !ofGrams || positions.count == Int(frequency) else {
                        throw segment.corrupt("a posting has impossible frequencies")
                    }
                    // A bound that is too low would hide documents.
                    let weighted =
                        split == 0
                        ? weights.weighted(frequency) : weights.weighted(frequency, split: split)
                    let share = PostingsCollector.bound(
                        weighted, lengths[Int(segment.norm(document))])
                    guard share <= cursor.bound(block) else {
                        throw segment.corrupt("a block has a score above its bound")
                    }
                    texts?.add(
                        document, of: term.hash, frequency, split: split, positions.span)
                }
            }
            guard deleted == term.deleted else {
                throw segment.deletions?.corrupt("the terms of deleted documents are others")
                    ?? segment.corrupt("a list of postings is damaged")
            }
        }
        guard end == segment.postingsLength(ofGrams: ofGrams) else {
            throw segment.corrupt("there are postings that belong to no term")
        }
    }
}

/// The identifiers of the live documents of an index, which must be unique.
private struct LiveIdentifiers {
    private var hashes: Set<UInt32> = []
    private var segments: [SegmentReader] = []

    /// Adds the documents of a segment.
    ///
    /// - Throws: `StorageError` if an earlier segment has one of their identifiers.
    mutating func add(_ segment: SegmentReader) throws(StorageError) {
        for index in 0..<segment.documentCount {
            let (hash, ordinal) = try segment.identifiers.entry(index)
            let document = segment.order.document(at: ordinal)
            guard segment.isLive(document), !hashes.insert(hash).inserted else { continue }
            let id = try segment.identifier(document)
            for other in segments + [segment] {
                let found = try other.find(id) { number in
                    other.isLive(number) && (other !== segment || number != document)
                }
                if found != nil {
                    throw segment.corrupt("two documents have the id \(id)")
                }
            }
        }
        segments.append(segment)
    }
}
