package import IndexStorage
internal import Messages

/// The keywords of each document, any number per document, as ordinals of a sorted list.
///
///     column = keywordCount:u32 documentCount:u32 total:u32 bytesLength:u32
///              keywordEnd:u32* ordinalEnd:u32* ordinal:u32* byte*
///
/// `ordinalEnd` is, for each document, the index after its last ordinal; if no document has a
/// keyword, the table is left out.
package struct KeywordColumn: Sendable {
    private let region: ByteRegion
    /// The number of different keywords.
    package let keywordCount: Int
    private let documentCount: Int
    private let total: Int
    private let ordinalEnds: Int
    private let ordinals: Int
    private let bytes: Int

    /// The bytes of a column.
    ///
    /// - Parameters:
    ///   - documents: the keywords of each document.
    ///   - count: the number of documents; those after the end of `documents` have no keywords.
    package static func write(_ documents: [[String]], count: Int? = nil) -> [UInt8] {
        let count = count ?? documents.count
        // Canonically equivalent strings compare equal, but keywords are compared as bytes.
        let documents = documents.map { $0.map { Array($0.utf8) } }
        let sorted = Set(documents.joined()).sorted { $0.lexicographicallyPrecedes($1) }
        let ordinal = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt32($0)) })
        var writer = ByteWriter()
        writer.u32(UInt32(sorted.count))
        writer.u32(UInt32(count))
        writer.u32(UInt32(documents.reduce(0) { $0 + $1.count }))
        writer.u32(UInt32(sorted.reduce(0) { $0 + $1.count }))
        var end = 0
        for keyword in sorted {
            end += keyword.count
            writer.u32(UInt32(end))
        }
        end = 0
        for keywords in documents where !sorted.isEmpty {
            end += keywords.count
            writer.u32(UInt32(end))
        }
        if !sorted.isEmpty {
            for _ in documents.count..<count { writer.u32(UInt32(end)) }
        }
        for keyword in documents.joined() { writer.u32(ordinal[keyword] ?? 0) }
        for keyword in sorted { writer.bytes.append(contentsOf: keyword) }
        return writer.bytes
    }

    /// Opens a column in constant time.
    ///
    /// - Throws: `StorageError` if the region has the wrong length.
    package init(_ region: ByteRegion, documentCount: Int) throws(StorageError) {
        var reader = ByteReader(region)
        keywordCount = Int(try reader.u32())
        guard Int(try reader.u32()) == documentCount else {
            throw reader.corrupt("a column has the wrong number of documents")
        }
        total = Int(try reader.u32())
        let byteCount = Int(try reader.u32())
        let ends = total == 0 ? 0 : documentCount
        guard reader.remaining == 4 * (keywordCount + ends + total) + byteCount else {
            throw reader.corrupt("a column has the wrong length")
        }
        self.region = region
        self.documentCount = documentCount
        ordinalEnds = 16 + 4 * keywordCount
        ordinals = ordinalEnds + 4 * ends
        bytes = ordinals + 4 * total
    }

    /// Calls `body` with the ordinals of a document's keywords.
    package func forEachOrdinal(of document: UInt32, _ body: (Int) -> Void) {
        precondition(document < documentCount)
        if total == 0 { return }
        let end = Int(region.u32(ordinalEnds + 4 * Int(document)))
        let start = document == 0 ? 0 : Int(region.u32(ordinalEnds + 4 * Int(document) - 4))
        guard start <= end, end <= total else { return }
        for index in start..<end {
            let ordinal = Int(region.u32(ordinals + 4 * index))
            if ordinal < keywordCount { body(ordinal) }
        }
    }

    /// The keyword of an ordinal.
    package func keyword(_ ordinal: Int) -> String {
        precondition(ordinal < keywordCount)
        let end = Int(region.u32(16 + 4 * ordinal))
        let start = ordinal == 0 ? 0 : Int(region.u32(12 + 4 * ordinal))
        guard start <= end else { return "" }
        return region.string(bytes + start, end - start) ?? ""
    }

    /// The ordinal of a keyword; nil if no document has the keyword.
    package func ordinal(of keyword: String) -> Int? {
        var low = 0
        var high = keywordCount
        while low < high {
            let middle = (low + high) / 2
            let candidate = self.keyword(middle)
            if candidate.utf8.elementsEqual(keyword.utf8) { return middle }
            if candidate.utf8.lexicographicallyPrecedes(keyword.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return nil
    }

    /// The keywords of a document, in the order of the document.
    package func keywords(of document: UInt32) -> [String] {
        var result: [String] = []
        forEachOrdinal(of: document) { result.append(keyword($0)) }
        return result
    }

    /// Checks what requires reading the whole column.
    ///
    /// - Throws: `StorageError` unless keywords ascend, each belongs to some document, and those of
    ///   the documents are consecutive.
    package func checkOrdinals() throws(StorageError) {
        var isUsed = [Bool](repeating: false, count: keywordCount)
        var end = 0
        for index in 0..<total {
            let ordinal = Int(region.u32(ordinals + 4 * index))
            guard ordinal < keywordCount else { throw damaged() }
            isUsed[ordinal] = true
        }
        for document in 0..<(total == 0 ? 0 : documentCount) {
            let next = Int(region.u32(ordinalEnds + 4 * document))
            guard next >= end else { throw damaged() }
            end = next
        }
        guard end == total, !isUsed.contains(false) else { throw damaged() }
        var previous: [UInt8]?
        end = 0
        for ordinal in 0..<keywordCount {
            let next = Int(region.u32(16 + 4 * ordinal))
            guard next >= end, let keyword = region.array(bytes + end, next - end),
                previous?.lexicographicallyPrecedes(keyword) ?? true
            else { throw damaged() }
            previous = keyword
            end = next
        }
        guard bytes + end == region.count else { throw damaged() }
    }

    private func damaged() -> StorageError {
        region.corrupt("the keywords of a column are damaged")
    }

    /// Whether a document has a keyword whose ordinal is marked.
    ///
    /// - Parameter marks: for each ordinal, whether it matches.
    package func hasKeyword(_ document: UInt32, markedIn marks: [Bool]) -> Bool {
        precondition(document < documentCount)
        if total == 0 { return false }
        let bytes = region.bytes
        let end = Int(bytes.u32(ordinalEnds + 4 * Int(document)))
        let start = document == 0 ? 0 : Int(bytes.u32(ordinalEnds + 4 * Int(document) - 4))
        guard start <= end, end <= total else { return false }
        for index in start..<end {
            let ordinal = Int(bytes.u32(ordinals + 4 * index))
            if ordinal < marks.count, marks[ordinal] { return true }
        }
        return false
    }

    /// Whether a document has any keyword.
    package func hasKeyword(_ document: UInt32) -> Bool {
        precondition(document < documentCount)
        if total == 0 { return false }
        let end = region.u32(ordinalEnds + 4 * Int(document))
        return document == 0 ? end > 0 : end > region.u32(ordinalEnds + 4 * Int(document) - 4)
    }

    /// Counts the keywords of the given documents.
    ///
    /// A keyword that a document has twice counts once.
    ///
    /// - Parameter counts: for each ordinal, the number of documents that have it; the count is
    ///   `keywordCount`.
    /// - Returns: the number of documents without a keyword.
    package func count(_ documents: [UInt32], into counts: inout [UInt32]) -> Int {
        precondition(counts.count == keywordCount)
        if total == 0 { return documents.count }
        let bytes = region.bytes
        var without = 0
        var next: UInt32 = 0
        var nextStart = 0
        for document in documents {
            precondition(document < documentCount)
            let end = Int(bytes.u32(ordinalEnds + 4 * Int(document)))
            // The end of one document is the start of the next.
            let start =
                document == next
                ? nextStart
                : document == 0 ? 0 : Int(bytes.u32(ordinalEnds + 4 * Int(document) - 4))
            next = document + 1
            nextStart = end
            guard start < end, end <= total else {
                without += 1
                continue
            }
            if end - start > KeywordColumn.fewKeywords {
                countEach(of: start..<end, into: &counts)
                continue
            }
            let first = bytes.u32(ordinals + 4 * start)
            if Int(first) < counts.count { counts[Int(first)] &+= 1 }
            var index = start + 1
            next: while index < end {
                let ordinal = bytes.u32(ordinals + 4 * index)
                index += 1
                guard Int(ordinal) < counts.count else { continue }
                for earlier in start..<index - 1
                where bytes.u32(ordinals + 4 * earlier) == ordinal {
                    continue next
                }
                counts[Int(ordinal)] &+= 1
            }
        }
        return without
    }

    /// A document with more keywords than this has them sorted, to find duplicates.
    private static let fewKeywords = 16

    /// Counts the keywords of a document with many of them.
    private func countEach(of range: Range<Int>, into counts: inout [UInt32]) {
        var own = range.map { region.u32(ordinals + 4 * $0) }
        own.sort()
        for (index, ordinal) in own.enumerated() where Int(ordinal) < counts.count {
            if index == 0 || own[index - 1] != ordinal { counts[Int(ordinal)] &+= 1 }
        }
    }
}
