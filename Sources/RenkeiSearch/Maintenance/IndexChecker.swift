internal import IndexCodec
internal import IndexStorage

/// What a check of an index found.
public struct CheckReport: Sendable {
    /// How many segments were read.
    public internal(set) var segments = 0
    /// How many documents they have.
    public internal(set) var documents = 0
    /// How many lists of postings were decoded.
    public internal(set) var lists = 0
    /// How many postings they have.
    public internal(set) var postings = 0
    /// How many positions they have.
    public internal(set) var positions = 0
    /// How many bytes of files were compared with their checksums.
    public internal(set) var bytes = 0
    /// What is wrong; empty if the index is whole.
    public internal(set) var problems: [SearchError] = []
}

/// Reads all of an index and compares every part with its checksum and with the other parts.
public enum IndexChecker {
    /// Checks an index.
    ///
    /// Damage ends the check of the segment that has it; the other segments are still checked.
    ///
    /// - Throws: `SearchError` if there is no index or its manifest is damaged.
    public static func check(folder: String) throws(SearchError) -> CheckReport {
        let manifest: Manifest
        do { manifest = try Manifest(folder: folder) } catch {
            if error.code == .notFound {
                throw SearchError(
                    .indexNotFound, path: folder,
                    "there is no index in \(folder); build one with: search index")
            }
            throw SearchError(error)
        }
        var report = CheckReport()
        for entry in manifest.segments {
            do {
                try check(folder + "/" + entry.name, entry, manifest.schema, &report)
            } catch { report.problems.append(SearchError(error)) }
        }
        return report
    }

    private static func check(
        _ path: String, _ entry: Manifest.Segment, _ schema: Schema, _ report: inout CheckReport
    ) throws(StorageError) {
        let file = try SectionFileReader(path: path)
        try file.verify()
        report.bytes += file.file.count
        let segment = try SegmentReader(path: path, schema: schema)
        guard segment.documentCount == entry.documentCount else {
            throw segment.corrupt("the manifest says another number of documents")
        }
        report.segments += 1
        report.documents += segment.documentCount
        try checkDocuments(segment)
        try checkGrams(segment, &report)
        try checkWords(segment, &report)
    }

    private static func checkDocuments(_ segment: SegmentReader) throws(StorageError) {
        var end = 0
        for document in 0..<UInt32(segment.documentCount) {
            let range = try segment.textRange(document)
            guard range.lowerBound == end else { throw segment.corrupt("texts leave a gap") }
            end = range.upperBound
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
            let stored = try segment.document(document)
            guard try segment.find(stored.id) == document else {
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
        guard end == segment.positionCount else { throw segment.corrupt("texts leave a gap") }
    }

    private static func checkGrams(
        _ segment: SegmentReader, _ report: inout CheckReport
    ) throws(StorageError) {
        var locations: [PostingsLocation] = []
        var previous: Gram?
        var ascends = true
        try segment.forEachGram { gram, location in
            if let previous, previous >= gram { ascends = false }
            previous = gram
            locations.append(location)
        }
        guard ascends, locations.count == segment.gramCount else {
            throw segment.corrupt("the bigrams are out of order")
        }
        try checkLists(locations, ofGrams: true, segment, &report)
    }

    private static func checkWords(
        _ segment: SegmentReader, _ report: inout CheckReport
    ) throws(StorageError) {
        var locations: [PostingsLocation] = []
        var previous: [UInt8]?
        var ascends = true
        try segment.forEachWord { word, location in
            if let previous, !previous.lexicographicallyPrecedes(word) { ascends = false }
            previous = word
            locations.append(location)
        }
        guard ascends, locations.count == segment.wordCount else {
            throw segment.corrupt("the words are out of order")
        }
        try checkLists(locations, ofGrams: false, segment, &report)
    }

    private static func checkLists(
        _ locations: [PostingsLocation], ofGrams: Bool, _ segment: SegmentReader,
        _ report: inout CheckReport
    ) throws(StorageError) {
        var end = 0
        var positions: [UInt32] = []
        for location in locations {
            guard location.offset == end,
                var cursor = try segment.postings(at: location, ofGram: ofGrams)
            else { throw segment.corrupt("the lists of postings leave a gap") }
            end = location.offset + location.length
            report.lists += 1
            report.postings += cursor.documentFrequency
            for block in 0..<cursor.blockCount {
                try cursor.decode(block)
                for index in 0..<cursor.count where ofGrams {
                    positions.removeAll(keepingCapacity: true)
                    try cursor.appendPositions(of: index, to: &positions)
                    report.positions += positions.count
                    let length = try segment.textRange(cursor.documents[index]).count
                    for place in positions.indices {
                        guard Int(positions[place]) < length,
                            place == 0 || positions[place] > positions[place - 1]
                        else { throw segment.corrupt("positions are out of order") }
                    }
                }
            }
        }
        guard end == segment.postingsLength(ofGrams: ofGrams) else {
            throw segment.corrupt("there are postings that belong to no term")
        }
    }
}
