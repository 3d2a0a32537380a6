internal import IndexCodec
internal import IndexStorage

/// Makes the dictionary of a segment of some of its documents.
///
/// Its content is the fields of documents at equal distances. Compared with a dictionary that zstd
/// trains, documents take a few percent more, and making it takes a twentieth of the time.
struct StoredSample {
    /// The most bytes of documents that a dictionary holds.
    private static let maximumContent = 110 << 10
    /// A dictionary has at most this part of the bytes of all documents.
    private static let contentShare = 16
    /// Shorter collections have no dictionary.
    private static let leastLength = 64 << 10
    /// How many bytes tell how frequent symbols are.
    private static let sampleLength = 256 << 10
    /// The most bytes that are taken of a document for content and as a sample.
    private static let contentPiece = 4 << 10
    private static let samplePiece = 16 << 10

    /// How many documents there are.
    let count: Int
    /// How many bytes the fields of all documents have, about.
    let length: Int

    /// How many bytes of documents a dictionary of these would hold.
    var contentLength: Int {
        guard count > 0, length >= StoredSample.leastLength else { return 0 }
        return min(StoredSample.maximumContent, length / StoredSample.contentShare)
    }

    /// The dictionary; empty if there are few documents or it saves less than it takes.
    ///
    /// - Parameter fields: gives the fields of a document by its number.
    func dictionary(
        path: String, _ fields: (Int) throws(StorageError) -> [UInt8]
    ) throws(StorageError) -> [UInt8] {
        guard contentLength > 0 else { return [] }
        let content = try pieces(
            contentLength, longest: StoredSample.contentPiece, first: 0.5, fields)
        let samples = try pieces(
            min(StoredSample.sampleLength, length), longest: StoredSample.samplePiece, first: 0,
            fields)
        guard
            let dictionary = ZstdDictionary.make(
                content: content.bytes, samples: samples.bytes, lengths: samples.lengths)
        else { return [] }
        let saved =
            try compressedLength(samples, [], path) - compressedLength(samples, dictionary, path)
        // What all documents save if they are like the sample; the file has the dictionary twice.
        let wanted = 2 * dictionary.count
        return Double(saved) * Double(length) > Double(wanted) * Double(samples.bytes.count)
            ? dictionary : []
    }

    /// Some bytes of documents, one after the other.
    private struct Pieces {
        var bytes: [UInt8] = []
        var lengths: [Int] = []
    }

    /// The beginnings of documents at equal distances, of so many bytes in all.
    ///
    /// - Parameter first: the first document, as a part of a distance.
    private func pieces(
        _ wanted: Int, longest: Int, first: Double,
        _ fields: (Int) throws(StorageError) -> [UInt8]
    ) throws(StorageError) -> Pieces {
        let mean = max(1, min(length / count, longest))
        let pieceCount = min(count, wanted / mean + 1)
        var pieces = Pieces()
        for number in 0..<pieceCount {
            let place = (Double(number) + first) * Double(count) / Double(pieceCount)
            let piece = try fields(min(Int(place), count - 1))
                .prefix(min(longest, wanted - pieces.bytes.count))
            if piece.isEmpty { continue }
            pieces.bytes += piece
            pieces.lengths.append(piece.count)
        }
        return pieces
    }

    private func compressedLength(
        _ pieces: Pieces, _ dictionary: [UInt8], _ path: String
    ) throws(StorageError) -> Int {
        var encoder = try StoredEncoder(dictionary: dictionary, path: path)
        let none: [UInt8] = []
        var output: [UInt8] = []
        var sum = 0
        var start = 0
        for length in pieces.lengths {
            _ = try encoder.append(
                id: none.span, pieces.bytes.span.extracting(start..<start + length), to: &output)
            sum += output.count
            output.removeAll(keepingCapacity: true)
            start += length
        }
        return sum
    }
}
