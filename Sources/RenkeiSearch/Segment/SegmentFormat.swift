/// The sections of a segment file.
///
///     metadata        documentCount:u32 positionCount:u64 textFieldCount:u8 keywordFieldCount:u8
///                     integerFieldCount:u8 hasWords:u8 k1:f64 b:f64 averageLength:f64 weight:f64*
///     gramIndex, gramEntries, gramPostings      see GramDictionary, PostingsCursor
///     wordIndex, wordEntries, wordPostings      see WordDictionary, PostingsCursor
///     norms           u8*                       LengthNorm of each document
///     textStarts      TextStarts                the start of each document's text
///     boundaries      bit*                      1 if a word begins there, lowest bit first; empty
///                                               without words
///     storedOffsets   u64*                      the start of each stored document, then the end
///     stored          see StoredDocumentsReader
///     storedChecksums u32*                      CRC-32C of each stored document, see StoredPacking
///     identifiers     IdentifierTable           documents by the hashes of identifiers
///     years           YearColumn                the years that each document names
///     order           InsertionOrder            insertion ordinals and their inverse; absent
///                                               in formats below 5
///     storedDictionary, storedDictionaryCopy    the dictionary of stored documents, twice;
///                                               absent without one and in formats below 6
///     fieldLengths+f  IntegerColumn             the end of text field f in each text; the last has none
///     keywords+f      KeywordColumn
///     integers+f      IntegerColumn
///
/// A document's text is the concatenation of its text fields, with one empty position between two.
/// The position of a bigram is that of its first scalar; the last scalar of a field makes a bigram
/// with `Gram.end`.
enum SegmentSection {
    static let metadata: UInt32 = 1
    static let gramIndex: UInt32 = 2
    static let gramEntries: UInt32 = 3
    static let gramPostings: UInt32 = 4
    static let wordIndex: UInt32 = 5
    static let wordEntries: UInt32 = 6
    static let wordPostings: UInt32 = 7
    static let norms: UInt32 = 8
    static let textStarts: UInt32 = 9
    static let boundaries: UInt32 = 10
    static let storedOffsets: UInt32 = 11
    static let stored: UInt32 = 12
    static let identifiers: UInt32 = 13
    static let storedChecksums: UInt32 = 14
    static let years: UInt32 = 15
    static let order: UInt32 = 16
    static let storedDictionary: UInt32 = 17
    static let storedDictionaryCopy: UInt32 = 18
    static let fieldLengths: UInt32 = 100
    static let keywords: UInt32 = 200
    static let integers: UInt32 = 300
}

/// The hash of an identifier: FNV-1a over its UTF-8 bytes, mixed.
enum IdentifierHash {
    static func hash(_ id: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash ^= hash >> 32
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 29
    }

    /// The upper half of a hash, which the `identifiers` section stores.
    static func stored(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
}
