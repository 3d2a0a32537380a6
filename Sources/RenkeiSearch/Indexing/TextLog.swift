internal import IndexCodec

/// The folded texts of a segment in the making, one behind the other, two bytes a scalar.
///
/// Every field ends with `ScalarCodes.none`. So the bigram at a place is that of its scalar and the
/// next, and a place of the log is a document's start plus a position in the document.
struct TextLog {
    /// For each place, the code of its scalar.
    private(set) var codes: [UInt16] = []
    /// Where each document begins.
    private(set) var starts: [UInt32] = []
    /// What the codes stand for.
    let alphabet: ScalarCodes
    /// The places of scalars that have no code, ascending, and these scalars.
    private(set) var escaped: [(place: UInt32, scalar: UInt32)] = []
    /// How many places have a code of `rare` or greater.
    private(set) var rareCount = 0

    /// Codes from here on are those of rare scalars: see `GramInverter`.
    let rare: UInt16

    /// An empty log.
    ///
    /// Tests give it few codes.
    init(alphabet: ScalarCodes = ScalarCodes(), rare: UInt16 = 3072) {
        self.alphabet = alphabet
        self.rare = rare
    }

    /// How many documents there are.
    var documentCount: Int { starts.count }
    /// How many positions the documents have: an empty one stands between two fields, and none
    /// behind the last field.
    var positionCount: Int { codes.count - starts.count }
    /// Where each document begins, then the end of the log.
    var bounds: [UInt32] { starts + [UInt32(codes.count)] }

    /// How many positions each document has.
    var documentLengths: [Int] {
        starts.indices.map { document in
            let end = document + 1 < starts.count ? Int(starts[document + 1]) : codes.count
            return end - Int(starts[document]) - 1
        }
    }

    /// Where the positions of each document begin among those of all documents, then their end.
    var positionBounds: [UInt32] {
        bounds.enumerated().map { document, bound in bound - UInt32(document) }
    }

    /// Puts the documents in another order.
    mutating func arrange(_ order: NewOrder) {
        let before = bounds
        if !escaped.isEmpty {
            var starts: [UInt32] = []
            var next = 0
            for bound in before {
                while next < escaped.count, escaped[next].place < bound { next += 1 }
                starts.append(UInt32(next))
            }
            var (moved, end) = ([(place: UInt32, scalar: UInt32)](), UInt32(0))
            for document in order.documents.lazy.map({ Int($0) }) {
                for entry in escaped[Int(starts[document])..<Int(starts[document + 1])] {
                    moved.append((entry.place - before[document] + end, entry.scalar))
                }
                end += before[document + 1] - before[document]
            }
            escaped = moved
        }
        (codes, starts) = order.arranged(codes, before)
    }

    mutating func reserve(_ count: Int) { codes.reserveCapacity(count) }

    /// Makes room for so many documents.
    mutating func reserve(documents count: Int) { starts.reserveCapacity(count) }

    /// Begins a document: what is appended from now on belongs to it.
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
            rareCount += TextLog.count(codes.span.extracting(start..<codes.count), from: rare)
        }
        // The document at hand has no place behind its last position so far.
        return start - (starts.count - 1)
    }

    private static func count(_ codes: Span<UInt16>, from least: UInt16) -> Int {
        // The borrow of a subtraction: a branch could not be foretold.
        let limit = UInt32(least) &- 1
        var count: UInt32 = 0
        for place in codes.indices { count &+= (limit &- UInt32(codes[place])) &>> 31 }
        return Int(count)
    }

    /// The scalar at a place; `Gram.end` where there is none.
    func scalar(at place: Int) -> UInt32 {
        let code = codes[place]
        if code == ScalarCodes.none { return Gram.end }
        if code != ScalarCodes.escape { return alphabet.scalars[Int(code)] }
        var low = 0
        var high = escaped.count - 1
        while low < high {
            let middle = (low + high) / 2
            if escaped[middle].place < place { low = middle + 1 } else { high = middle }
        }
        return escaped[low].scalar
    }
}
