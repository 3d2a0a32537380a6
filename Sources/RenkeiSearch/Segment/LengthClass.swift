internal import IndexStorage

/// Documents of about the same length.
struct LengthClass: Sendable {
    /// The `LengthNorm` of the shortest.
    let shortest: UInt8
    private(set) var documents: DocumentBits

    /// The most classes that a segment has: all but the last have half as many documents
    /// as all before them, or more.
    private static let mostClasses = 13

    /// How many bytes the classes of a segment take at most.
    static func byteCount(documentCount: Int) -> Int {
        mostClasses * DocumentBits.byteCount(documentCount: documentCount)
    }

    /// All documents of a segment in a dozen classes, the shortest first.
    ///
    /// The first class has a hundredth of all documents, each other one about half as many as all
    /// before it.
    ///
    /// - Parameter norms: the `LengthNorm` of each document.
    static func classes(_ norms: ByteRegion) -> [LengthClass] {
        let norms = norms.bytes
        var counts = [Int](repeating: 0, count: 256)
        for document in 0..<norms.byteCount { counts[Int(norms.u8(document))] += 1 }
        var classes: [LengthClass] = []
        // The number of the class of each norm.
        var numbers = [Int](repeating: 0, count: 256)
        var sum = 0
        var limit = 0
        for norm in 0..<256 where counts[norm] > 0 {
            if classes.isEmpty || sum > limit {
                limit = max(sum * 3 / 2, norms.byteCount / 100)
                classes.append(
                    LengthClass(
                        shortest: UInt8(norm),
                        documents: DocumentBits(documentCount: norms.byteCount)))
            }
            numbers[norm] = classes.count - 1
            sum += counts[norm]
        }
        for document in 0..<norms.byteCount {
            let number = numbers[Int(norms.u8(document))]
            classes[number].documents.insert(UInt32(truncatingIfNeeded: document))
        }
        return classes
    }
}
