internal import IndexStorage

/// The sections that follow the stored documents of a segment in its file.
struct StoredSections {
    let table: StoredTable
    /// The number of bytes of the documents.
    let end: Int
    /// The dictionary that they are compressed with; empty for none.
    let dictionary: [UInt8]

    /// Writes the offsets of the documents, their checksums and their dictionary.
    func write(_ file: inout SectionFileWriter) throws(StorageError) {
        try table.write(&file, end: end)
        if dictionary.isEmpty { return }
        try file.section(SegmentSection.storedDictionary, dictionary)
    }

    /// Writes the copy of the dictionary, far from the original, because damage often affects
    /// adjacent bytes.
    func writeCopy(_ file: inout SectionFileWriter) throws(StorageError) {
        if dictionary.isEmpty { return }
        try file.section(SegmentSection.storedDictionaryCopy, dictionary)
    }
}
