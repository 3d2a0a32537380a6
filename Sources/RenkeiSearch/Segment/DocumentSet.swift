internal import IndexCodec
internal import IndexStorage

/// The documents of a frequent bigram.
final class DocumentSet: Sendable {
    /// All of them.
    let all: DocumentBits
    /// Those that have the bigram more than once, or outside the last text field.
    let multiple: DocumentBits

    /// Reads the documents of a list.
    ///
    /// - Throws: `StorageError` if the list is damaged.
    init(_ list: consuming PostingsCursor, documentCount: Int) throws(StorageError) {
        var all = DocumentBits(documentCount: documentCount)
        var multiple = all
        var cursor = list
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            for place in 0..<cursor.count {
                let document = cursor.documents[place]
                all.insert(document)
                if cursor.frequencies[place] > 1 || cursor.split(of: place) > 0 {
                    multiple.insert(document)
                }
            }
        }
        self.all = all
        self.multiple = multiple
    }

    /// How many bytes a set takes.
    static func byteCount(documentCount: Int) -> Int {
        2 * DocumentBits.byteCount(documentCount: documentCount)
    }
}
