internal import IndexCodec
internal import IndexStorage

/// Makes the dictionary of a segment from some of its documents.
///
/// Its content is the fields of documents at equal distances. Compared with a dictionary trained by
/// zstd, documents take a few percent more, but making it takes a twentieth of the time.
struct StoredSample {
    /// The greatest number of bytes of documents in a dictionary.
    private static let maximumContent = 110 << 10
    /// The content of a dictionary is at most one in this many bytes of all documents.
    private static let contentShare = 16
    /// Smaller collections have no dictionary.
    private static let leastLength = 64 << 10
    /// The number of bytes from which symbol frequencies are taken.
    private static let sampleLength = 256 << 10
    /// The greatest number of bytes taken from one document for the content or the sample.
    private static let contentPiece = 4 << 10
    private static let samplePiece = 16 << 10

    /// The number of documents.
    let count: Int
    /// The approximate number of bytes of the fields of all documents.
    let length: Int

    /// The number of bytes of documents that a dictionary for these would hold.
    var contentLength: Int {
        guard count > 0, length >= StoredSample.leastLength else { return 0 }
        return min(StoredSample.maximumContent, length / StoredSample.contentShare)
    }

    /// The dictionary; empty if there are few documents, or if it would save less than it takes.
    ///
    /// - Parameter fields: returns the fields of a document by its number.
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
        // The saving over all documents if they are like the sample; the file has the dictionary
        // twice.
        let wanted = 2 * dictionary.count
        return Double(saved) * Double(length) > Double(wanted) * Double(samples.bytes.count)
            ? dictionary : []
    }

    /// Bytes of documents, concatenated.
    private struct Pieces {
        var bytes: [UInt8] = []
        var lengths: [Int] = []
    }

    /// The beginnings of documents at equal distances, of the given length in total.
    ///
    /// - Parameter first: the first document, as a fraction of a distance.
    private func pieces(
        _ wanted: Int, longest: Int, first: Double,
        _ fields: (Int) throws(StorageError) -> [UInt8]
    ) throws(StorageError) -> Pieces {
        let mean = max(1, min(length / count, longest))
        let pieceCount = min(count, wanted / mean + 1)
        var pieces = Pieces()
        for number in 0..<pieceCount {
            let index = (Double(number) + first) * Double(count) / Double(pieceCount)
            let piece = try fields(min(Int(index), count - 1))
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
