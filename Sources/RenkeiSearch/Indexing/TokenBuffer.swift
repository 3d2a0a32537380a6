internal import IndexCodec

/// The folded texts of a segment that is being built, concatenated, two bytes per scalar.
///
/// Every field ends with `ScalarCodes.none`. So the bigram at an index is that of its scalar and
/// the next, and an index is the start of a document plus a position in the document.
struct TokenBuffer {
    /// The code of the scalar at each index.
    private(set) var codes: [UInt16] = []
    /// The start of each document.
    private(set) var starts: [UInt32] = []
    /// The scalars that the codes represent.
    let alphabet: ScalarCodes
    /// The indices of scalars without a code, ascending, and these scalars.
    private(set) var escaped: [(index: UInt32, scalar: UInt32)] = []
    /// The number of indices with a code of `rare` or greater.
    private(set) var rareCount = 0

    /// Codes from here on are those of rare scalars: see `GramInverter`.
    let rare: UInt16

    /// Makes an empty buffer.
    ///
    /// Tests pass a small alphabet.
    init(alphabet: ScalarCodes = ScalarCodes(), rare: UInt16 = 3072) {
        self.alphabet = alphabet
        self.rare = rare
    }

    /// The number of documents.
    var documentCount: Int { starts.count }
    /// The number of positions of the documents: there is an empty one between two fields, and none
    /// after the last field.
    var positionCount: Int { codes.count - starts.count }
    /// The start of each document, then the end of the buffer.
    var bounds: [UInt32] { starts + [UInt32(codes.count)] }

    /// The number of positions of each document.
    var documentLengths: [Int] {
        starts.indices.map { document in
            let end = document + 1 < starts.count ? Int(starts[document + 1]) : codes.count
            return end - Int(starts[document]) - 1
        }
    }

    /// The start of the positions of each document among those of all documents, then their end.
    var positionBounds: [UInt32] {
        bounds.enumerated().map { document, bound in bound - UInt32(document) }
    }

    /// Reorders the documents.
    mutating func reorder(_ order: NewOrder) {
        let before = bounds
        if !escaped.isEmpty {
            var starts: [UInt32] = []
            var next = 0
            for bound in before {
                while next < escaped.count, escaped[next].index < bound { next += 1 }
                starts.append(UInt32(next))
            }
            var (moved, end) = ([(index: UInt32, scalar: UInt32)](), UInt32(0))
            for document in order.documents.lazy.map({ Int($0) }) {
                for entry in escaped[Int(starts[document])..<Int(starts[document + 1])] {
                    moved.append((entry.index - before[document] + end, entry.scalar))
                }
                end += before[document + 1] - before[document]
            }
            escaped = moved
        }
        (codes, starts) = order.reordered(codes, before)
    }

    mutating func reserve(_ count: Int) { codes.reserveCapacity(count) }

    /// Reserves capacity for the given number of documents.
    mutating func reserve(documents count: Int) { starts.reserveCapacity(count) }

    /// Begins a document: the following texts belong to it.
    ///
    /// Returns its first position among those of all documents.
    mutating func beginDocument() -> Int {
        defer { starts.append(UInt32(codes.count)) }
        return positionCount
    }

    /// Appends the text of a field.
    ///
    /// Returns its first position among those of all documents.
    mutating func append(_ text: Span<UInt32>) -> Int {
        let start = codes.count
        let alphabet = alphabet
        codes.append(addingCapacity: text.count + 1) { output in
            var index = 0
            while true {
                index += alphabet.appendKnown(text, from: index, to: &output)
                if index == text.count { break }
                let code = alphabet.code(text[index])
                if code == ScalarCodes.escape {
                    escaped.append((UInt32(start + index), text[index]))
                }
                output.append(code)
                index += 1
            }
            output.append(ScalarCodes.none)
        }
        if alphabet.count > Int(rare) {
            rareCount += TokenBuffer.count(codes.span.extracting(start..<codes.count), from: rare)
        }
        // The current document has no index after its last position yet.
        return start - (starts.count - 1)
    }

    private static func count(_ codes: Span<UInt16>, from least: UInt16) -> Int {
        // The borrow of a subtraction, because a branch would be unpredictable.
        let limit = UInt32(least) &- 1
        var count: UInt32 = 0
        for index in codes.indices { count &+= (limit &- UInt32(codes[index])) &>> 31 }
        return Int(count)
    }

    /// The scalar at an index; `Gram.end` if there is none.
    func scalar(at index: Int) -> UInt32 {
        let code = codes[index]
        if code == ScalarCodes.none { return Gram.end }
        if code != ScalarCodes.escape { return alphabet.scalars[Int(code)] }
        var low = 0
        var high = escaped.count - 1
        while low < high {
            let middle = (low + high) / 2
            if escaped[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return escaped[low].scalar
    }
}
