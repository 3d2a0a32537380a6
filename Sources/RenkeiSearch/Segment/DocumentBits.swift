/// Some documents of a segment, a bit for each that the segment has.
struct DocumentBits: Sendable {
    /// How many documents have an element.
    private static let width = 512

    /// Bit `d % 64` of word `d % 512 / 64` of element `d / 512` is 1 if document `d` is there.
    private var elements: [SIMD8<UInt64>]

    /// No documents.
    ///
    /// - Parameter documentCount: how many the segment has.
    init(documentCount: Int) {
        elements = Array(repeating: .zero, count: Self.elementCount(documentCount))
    }

    private static func elementCount(_ documentCount: Int) -> Int {
        (documentCount + width - 1) / width
    }

    /// How many bytes it takes.
    static func byteCount(documentCount: Int) -> Int { elementCount(documentCount) * width / 8 }

    @inline(__always)
    private static func place(_ document: UInt32) -> (element: Int, word: Int, bit: UInt64) {
        (Int(document >> 9), Int(document >> 6 & 7), UInt64(document & 63))
    }

    @inline(__always)
    mutating func insert(_ document: UInt32) {
        let (element, word, bit) = Self.place(document)
        elements[element][word] |= 1 << bit
    }

    @inline(__always)
    func contains(_ document: UInt32) -> Bool {
        let (element, word, bit) = Self.place(document)
        return elements[element][word] >> bit & 1 == 1
    }

    /// About how many documents there are, by a sample.
    var estimatedCount: Int {
        let step = elements.count / 64 + 1
        var (count, sampled) = (0, 0)
        for index in stride(from: 0, to: elements.count, by: step) {
            for word in 0..<8 { count += elements[index][word].nonzeroBitCount }
            sampled += 1
        }
        return sampled == 0 ? 0 : count * elements.count / sampled
    }

    /// Keeps the documents that are in other bits, too.
    mutating func formIntersection(_ other: DocumentBits) {
        let others = other.elements.span
        var elements = elements.mutableSpan
        for index in others.indices { elements[index] &= others[index] }
    }

    /// Drops the documents that are in other bits.
    mutating func subtract(_ other: DocumentBits) {
        let others = other.elements.span
        var elements = elements.mutableSpan
        for index in others.indices { elements[index] &= ~others[index] }
    }

    /// Adds the documents that are in other bits.
    mutating func formUnion(_ other: DocumentBits) {
        let others = other.elements.span
        var elements = elements.mutableSpan
        for index in others.indices { elements[index] |= others[index] }
    }

    /// False if no document from one to another, both included, is there.
    ///
    /// May be true if only one within 511 of them is.
    func mayContain(from first: UInt32, through last: UInt32) -> Bool {
        let elements = elements.span
        let end = min(Int(last >> 9), elements.count - 1)
        var index = Int(first >> 9)
        while index <= end {
            if elements[index] != .zero { return true }
            index += 1
        }
        return false
    }

    /// Lists the documents that are in other bits, too, ascending, in place of what `documents` has.
    func intersection(_ other: DocumentBits, into documents: inout [UInt32]) {
        let others = other.elements.span
        let elements = elements.span
        documents.removeAll(keepingCapacity: true)
        for index in others.indices {
            let element = elements[index] & others[index]
            if element == .zero { continue }
            for word in 0..<8 {
                var bits = element[word]
                let first = UInt32(truncatingIfNeeded: index << 9 | word << 6)
                while bits != 0 {
                    let bit = UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
                    documents.append(first | bit)
                    bits &= bits &- 1
                }
            }
        }
    }
}
