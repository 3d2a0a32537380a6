internal import IndexCodec
internal import IndexStorage

/// Writes the lists of a section, one after another.
struct ListMerge {
    let isGram: Bool
    var writer: PostingsListWriter
    private var buffer = ByteWriter()
    private var sorting: PostingsSorting?

    /// - Parameters:
    ///   - norms: the `LengthNorm` of each document of the new segment; nil for words.
    ///   - documentCount: the number of documents of the new segment, if postings do not arrive in
    ///     their order.
    init(norms: [UInt8]?, sortsInto documentCount: Int?) {
        isGram = norms != nil
        sorting = documentCount.map { PostingsSorting(documentCount: $0) }
        writer = PostingsListWriter(norms: norms)
    }

    /// Writes the list that was collected and begins another; nil if it has no postings.
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

    /// Appends the rest to the file.
    mutating func flush(to file: inout SectionFileWriter) throws(StorageError) {
        try file.append(buffer.bytes)
        buffer.bytes.removeAll(keepingCapacity: true)
    }
}

/// Iterates over the bigrams of the inputs of a merge in parallel, ascending.
struct GramMergeWalk {
    /// The location of the postings of a bigram in an input.
    struct Part {
        let input: Int
        let location: PostingsLocation
    }

    private var walks: [GramWalk] = []
    /// The parts of the bigram that `next` returned.
    private(set) var parts: [Part] = []

    init(_ inputs: [SegmentMerger.Input]) throws(StorageError) {
        for input in inputs { walks.append(try GramWalk(input.segment.grams)) }
    }

    /// The next bigram; nil after the last.
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

/// Concatenates bits, lowest first.
struct BitCopy {
    var bytes: [UInt8] = []
    private var accumulator: UInt32 = 0
    private var filled: UInt32 = 0

    /// Appends the bits of a region at some positions.
    mutating func append(_ region: ByteRegion, _ positions: Range<Int>) {
        var position = positions.lowerBound
        while position < positions.upperBound {
            // Up to the next whole byte of the region.
            let count = min(8 - position & 7, positions.upperBound - position)
            let byte = UInt32(region.u8(position >> 3)) >> UInt32(position & 7)
            accumulator |= (byte & (1 << UInt32(count) - 1)) << filled
            filled += UInt32(count)
            if filled >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: accumulator))
                accumulator >>= 8
                filled -= 8
            }
            position += count
        }
    }

    /// Pads the last byte with zeros.
    mutating func finish() {
        if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: accumulator)) }
        accumulator = 0
        filled = 0
    }
}

/// The identifiers of the live documents of an input, by hash, then by insertion ordinal.
struct IdentifierWalk {
    private let input: SegmentMerger.Input
    private let insertionOrdinals: [UInt32]
    private var position = 0
    /// The hash and the new insertion ordinal of the current document; nil after the last.
    private(set) var current: IdentifierTable.Entry?

    /// - Parameter insertionOrdinals: for each document of the new segment; empty if it is the
    ///   document number.
    init(_ input: SegmentMerger.Input, _ insertionOrdinals: [UInt32]) throws(StorageError) {
        self.input = input
        self.insertionOrdinals = insertionOrdinals
        try advance()
    }

    mutating func advance() throws(StorageError) {
        current = nil
        while current == nil, position < input.segment.documentCount {
            let (hash, ordinal) = try input.segment.identifiers.entry(position)
            position += 1
            let number = input.numbers[Int(input.segment.order.document(at: ordinal))]
            if number == SegmentMerger.Input.dropped { continue }
            current = (hash, insertionOrdinals.isEmpty ? number : insertionOrdinals[Int(number)])
        }
    }
}

/// Releases the memory of the mapped inputs of a merge, whenever so much was written that about as
/// much must have been read.
struct PageRelease {
    private let step: Int
    private let files: [MappedFile]
    private var mark: Int

    init(
        _ inputs: [SegmentMerger.Input], _ file: SectionFileWriter, isReordered: Bool = false
    ) {
        files = inputs.map(\.segment.file.file)
        // The more files, the more regions of 64 kB are mapped; in a new order, each document may
        // be one.
        step = isReordered ? 1 << 20 : max((16 << 20) / max(files.count, 1), 1 << 20)
        mark = file.fileLength
    }

    mutating func release(_ file: SectionFileWriter) {
        guard file.fileLength - mark > step else { return }
        mark = file.fileLength
        for file in files { file.releasePages() }
    }
}
