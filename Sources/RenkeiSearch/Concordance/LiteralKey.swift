internal import IndexCodec
internal import IndexStorage

/// A key of two kanji that is written the same way in nearly all texts.
///
/// If a text has the two kanji as often as the index has the key in the document, these are all
/// occurrences, and the text need not be normalised. Otherwise some are written differently (連 携,
/// 聯携, 人々), and the text is normalised.
///
/// A text cannot have more of them than the index, because folding never changes these kanji,
/// whatever their neighbours. (It does change 箇 and 個: 3箇所 is found as 3か所.)
struct LiteralKey: Sendable {
    let gram: Gram
    private let first: (UInt8, UInt8, UInt8)
    private let second: (UInt8, UInt8, UInt8)

    /// Fails unless there is exactly one key, of two kanji, anywhere in any field.
    ///
    /// - Parameter normalized: returns a key normalised once more.
    init?(_ keys: [ConcordanceKey], normalized: (ConcordanceKey) -> [UInt32]) {
        guard keys.count == 1, let key = keys.first, key.pattern.count == 2, key.fields == nil,
            !key.needsStart, !key.needsEnd, key.pattern.allSatisfy(Self.staysItself),
            normalized(key) == key.pattern
        else { return nil }
        gram = Gram(key.pattern[0], key.pattern[1])
        first = Self.bytes(key.pattern[0])
        second = Self.bytes(key.pattern[1])
    }

    private static func staysItself(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) && scalar != 0x7B87 && scalar != 0x500B
    }

    private static func bytes(_ scalar: UInt32) -> (UInt8, UInt8, UInt8) {
        (
            UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12),
            UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F),
            UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        )
    }

    /// The length of the key in UTF-8 bytes.
    static let length = 6

    /// Appends the UTF-8 offsets of the key in a text.
    func appendOffsets(in text: String, to offsets: inout [Int]) {
        let utf8 = text.utf8Span
        let bytes = utf8.span
        let (first, second) = (first, second)
        var index = 0
        while index &+ 5 < bytes.count {
            let lead = bytes[index]
            if lead & 0xF0 == 0xE0 {
                // Compares the last byte first, because it varies most.
                if bytes[index &+ 2] == first.2, lead == first.0, bytes[index &+ 1] == first.1,
                    bytes[index &+ 3] == second.0, bytes[index &+ 4] == second.1,
                    bytes[index &+ 5] == second.2
                {
                    offsets.append(index)
                }
                index &+= 3
            } else {
                index &+= lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 4
            }
        }
    }
}

extension SegmentReader {
    /// The frequency of a bigram in each of the given documents.
    ///
    /// - Parameter documents: ascending.
    func frequencies(
        of gram: Gram, in documents: [UInt32]
    ) throws(StorageError) -> [UInt32] {
        var frequencies = [UInt32](repeating: 0, count: documents.count)
        guard var cursor = try postings(of: gram) else { return frequencies }
        var index = 0
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            for posting in 0..<cursor.count {
                let document = cursor.documents[posting]
                while index < documents.count, documents[index] < document { index += 1 }
                guard index < documents.count else { return frequencies }
                if documents[index] == document {
                    frequencies[index] = cursor.frequency(of: posting)
                }
            }
        }
        return frequencies
    }
}
