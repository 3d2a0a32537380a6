internal import IndexCodec
internal import IndexStorage

/// The lists of a section in the making, one after another.
struct ListMerge {
    let isGram: Bool
    var writer: PostingsListWriter
    private var buffer = ByteWriter()
    private var sorting: PostingsSorting?

    /// - Parameters:
    ///   - norms: the `LengthNorm` of each document of the new segment; nil for words.
    ///   - documentCount: how many documents the new segment has, if postings do not come in their
    ///     order.
    init(norms: [UInt8]?, sortsInto documentCount: Int?) {
        isGram = norms != nil
        sorting = documentCount.map { PostingsSorting(documentCount: $0) }
        writer = PostingsListWriter(norms: norms)
    }

    /// Writes the list that was gathered and begins another; nil if it has no postings.
    mutating func write(
        to file: inout SectionFileWriter
    ) throws(StorageError) -> PostingsLocation? {
        guard !writer.documents.isEmpty else { return nil }
        let start = buffer.count
        let offset = file.sectionLength + start
        sorting?.sort(&writer)
        writer.write(to: &buffer)
        writer.removeAll()
        let location = PostingsLocation(offset: offset, length: buffer.count - start)
        if buffer.count > 1 << 18 { try flush(to: &file) }
        return location
    }

    /// Appends what is left to the file.
    mutating func flush(to file: inout SectionFileWriter) throws(StorageError) {
        try file.append(buffer.bytes)
        buffer.bytes.removeAll(keepingCapacity: true)
    }
}

/// Walks the bigrams of the inputs of a merge in step, ascending.
struct GramMergeWalk {
    /// Where the postings of a bigram are in an input.
    struct Part {
        let input: Int
        let location: PostingsLocation
    }

    private var walks: [GramWalk] = []
    /// Those of the bigram that `next` gave.
    private(set) var parts: [Part] = []

    init(_ inputs: [SegmentMerger.Input]) throws(StorageError) {
        for input in inputs { walks.append(try GramWalk(input.segment.grams)) }
    }

    /// The next bigram; nil behind the last.
    mutating func next() throws(StorageError) -> Gram? {
        parts.removeAll(keepingCapacity: true)
        guard let gram = walks.compactMap({ $0.current?.gram }).min() else { return nil }
        for input in walks.indices {
            guard let entry = walks[input].current, entry.gram == gram else { continue }
            parts.append(Part(input: input, location: entry.location))
            try walks[input].advance()
        }
        return gram
    }
}

/// Copies bits one behind the other, lowest first.
struct BitCopy {
    var bytes: [UInt8] = []
    private var accumulator: UInt32 = 0
    private var filled: UInt32 = 0

    /// Appends the bits of a region at some places.
    mutating func append(_ region: ByteRegion, _ places: Range<Int>) {
        var place = places.lowerBound
        while place < places.upperBound {
            // To the next whole byte of the region.
            let count = min(8 - place & 7, places.upperBound - place)
            let byte = UInt32(region.u8(place >> 3)) >> UInt32(place & 7)
            accumulator |= (byte & (1 << UInt32(count) - 1)) << filled
            filled += UInt32(count)
            if filled >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: accumulator))
                accumulator >>= 8
                filled -= 8
            }
            place += count
        }
    }

    /// Fills up the last byte with zeros.
    mutating func finish() {
        if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: accumulator)) }
        accumulator = 0
        filled = 0
    }
}

/// The identifiers of an input's documents that go on, by hash, then by arrival.
struct IdentifierWalk {
    private let input: SegmentMerger.Input
    private let arrivals: [UInt32]
    private var place = 0
    /// The hash and the new arrival of the document at hand; nil behind the last.
    private(set) var current: IdentifierTable.Entry?

    /// - Parameter arrivals: that of each document of the new segment; empty if it is its number.
    init(_ input: SegmentMerger.Input, _ arrivals: [UInt32]) throws(StorageError) {
        self.input = input
        self.arrivals = arrivals
        try advance()
    }

    mutating func advance() throws(StorageError) {
        current = nil
        while current == nil, place < input.segment.documentCount {
            let (hash, arrival) = try input.segment.identifiers.entry(place)
            place += 1
            let number = input.numbers[Int(input.segment.order.document(at: arrival))]
            if number == SegmentMerger.Input.dropped { continue }
            current = (hash, arrivals.isEmpty ? number : arrivals[Int(number)])
        }
    }
}

/// Lets the memory go into which the inputs of a merge are mapped, each time that so much was
/// written that about as much must have been read.
struct PageRelease {
    private let step: Int
    private let files: [MappedFile]
    private var mark: Int

    init(
        _ inputs: [SegmentMerger.Input], _ file: SectionFileWriter, isReordered: Bool = false
    ) {
        files = inputs.map(\.segment.file.file)
        // The more files, the more places of them are mapped in pieces of 64 kB; of a new order each
        // document is one.
        step = isReordered ? 1 << 20 : max((16 << 20) / max(files.count, 1), 1 << 20)
        mark = file.fileLength
    }

    mutating func release(_ file: SectionFileWriter) {
        guard file.fileLength - mark > step else { return }
        mark = file.fileLength
        for file in files { file.releasePages() }
    }
}
