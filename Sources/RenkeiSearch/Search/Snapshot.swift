internal import IndexStorage
internal import Messages

/// The identity of a state of an index.
///
/// It is computed from the manifest and the checksums of the segments, so two searchers of the same
/// commit have the same snapshot, and so has a copy of an index.
struct Snapshot: Sendable, Equatable {
    /// A hash of the manifest, the sections of the segments and the deleted documents.
    let contents: UInt64
    /// A hash of the settings of the text analysis.
    let analysis: UInt64

    init(_ manifest: Manifest, _ segments: [SegmentReader]) {
        var settings = ByteWriter()
        manifest.settings.encode(into: &settings)
        settings.string(manifest.unicodeVersion)
        settings.string(manifest.icuVersion)
        var state = ByteWriter()
        state.u64(manifest.generation)
        manifest.schema.encode(into: &state)
        state.u32(contentsOf: manifest.synonyms)
        for (entry, segment) in zip(manifest.segments, segments) {
            state.string(entry.name)
            state.u64(entry.deletions)
            for file in [segment.file, segment.deletions?.file].compactMap(\.self) {
                for section in file.entries {
                    state.u64(UInt64(section.length))
                    state.u32(section.crc)
                }
            }
        }
        analysis = Snapshot.hash(settings.bytes, 0)
        contents = Snapshot.hash(state.bytes, analysis)
    }

    /// The 64-bit FNV-1a hash from a given initial value.
    private static func hash(_ bytes: [UInt8], _ start: UInt64) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }
}

extension Searcher {
    /// The fingerprint of this state of the index: 16 hexadecimal digits.
    ///
    /// A copy of an index has the same fingerprint; every commit changes it.
    public var fingerprint: String {
        let digits = String(snapshot.contents, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Checks that a hit belongs to the snapshot of this searcher, so that its document number is
    /// valid.
    ///
    /// - Throws: `SearchError` with the code `staleResults` if it does not.
    func check(_ hit: String, of other: Snapshot) throws(SearchError) {
        guard other == snapshot else {
            throw SearchError(
                .staleResults, path: folder,
                "the hit \(hit) was found in another state of the index; search again, or ask for the document by its id"
            )
        }
    }

    /// Checks that results belong to the snapshot of this searcher.
    ///
    /// - Throws: `SearchError` with the code `staleResults` if they do not.
    func check(_ results: SearchResults) throws(SearchError) {
        guard results.snapshot == snapshot else {
            throw SearchError(
                .staleResults, path: folder,
                "the results are of another state of the index; search again")
        }
    }

    /// Checks that results were analysed with the same settings as the text of this searcher.
    ///
    /// - Throws: `SearchError` with the code `staleResults` if they were not.
    func checkAnalysis(of other: Snapshot) throws(SearchError) {
        guard other.analysis == snapshot.analysis else {
            throw SearchError(
                .staleResults, path: folder,
                "the results are of an index with other settings; search again")
        }
    }
}
