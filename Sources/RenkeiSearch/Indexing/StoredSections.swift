internal import IndexStorage

/// What follows the stored documents of a segment in its file.
struct StoredSections {
    let table: StoredTable
    /// How many bytes the documents have.
    let end: Int
    /// The dictionary that they are compressed with; empty for none.
    let dictionary: [UInt8]

    /// Writes where the documents lie, their checksums and their dictionary.
    func write(_ file: inout SectionFileWriter) throws(StorageError) {
        try table.write(&file, end: end)
        if dictionary.isEmpty { return }
        try file.section(SegmentSection.storedDictionary, dictionary)
    }

    /// Writes the copy of the dictionary, far from the other: damage hits neighbours.
    func writeCopy(_ file: inout SectionFileWriter) throws(StorageError) {
        if dictionary.isEmpty { return }
        try file.section(SegmentSection.storedDictionaryCopy, dictionary)
    }
}
