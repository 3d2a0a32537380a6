internal import IndexCodec

/// Turns a log of term numbers into the occurrences of each term.
///
/// A counting sort by term: the places of a term come out ascending, because the log is walked in
/// order.
struct Inverter {
    private var places: [UInt32]
    private var starts: [UInt32]

    /// Inverts a log of numbers below `termCount`; `UInt32.max` stands for none.
    init(_ log: [UInt32], termCount: Int) {
        var starts = [UInt32](repeating: 0, count: termCount + 1)
        for term in log where term != UInt32.max { starts[Int(term) + 1] += 1 }
        for term in 0..<termCount { starts[term + 1] += starts[term] }
        var places = [UInt32](repeating: 0, count: Int(starts[termCount]))
        var next = starts
        for place in log.indices {
            let term = log[place]
            if term == UInt32.max { continue }
            let slot = next[Int(term)]
            places[Int(slot)] = UInt32(truncatingIfNeeded: place)
            next[Int(term)] = slot + 1
        }
        self.places = places
        self.starts = starts
    }

    /// Calls `body` with each place of a term, ascending.
    @inline(__always)
    func forEachPlace(of term: Int, _ body: (UInt32) -> Void) {
        for index in Int(starts[term])..<Int(starts[term + 1]) { body(places[index]) }
    }
}

/// Makes the postings of a term from its places in the log.
struct PostingsCollector {
    /// Where each document begins in the log, then the log's end.
    let documentStarts: [UInt32]
    /// For each text field but the last, where it ends in each document, from the document's start.
    let fieldEnds: [[UInt32]]
    let split: FieldSplit
    let weights: FieldWeights
    /// For each document, what is added to the weighted frequency in the divisor of its score.
    let lengthParts: [Float]
    let keepsPositions: Bool
    /// For each 256 places of the log, the document in which the first of them lies.
    private let landmarks: [UInt32]

    init(
        documentStarts: [UInt32], fieldEnds: [[UInt32]], split: FieldSplit, weights: FieldWeights,
        lengthParts: [Float], keepsPositions: Bool
    ) {
        self.documentStarts = documentStarts
        self.fieldEnds = fieldEnds
        self.split = split
        self.weights = weights
        self.lengthParts = lengthParts
        self.keepsPositions = keepsPositions
        var landmarks: [UInt32] = []
        var document = 0
        for landmark in 0...Int(documentStarts.last ?? 0) >> 8 {
            while document + 2 < documentStarts.count,
                documentStarts[document + 1] <= UInt32(landmark << 8)
            {
                document += 1
            }
            landmarks.append(UInt32(document))
        }
        self.landmarks = landmarks
    }

    /// Fills `writer` with the postings of `term`.
    func collect(_ term: Int, of inverter: Inverter, into writer: inout PostingsListWriter) {
        writer.removeAll()
        var document = 0
        var end: UInt32 = 0
        var start: UInt32 = 0
        var frequency: UInt32 = 0
        var counts = [Int](repeating: 0, count: fieldEnds.count)
        var isSplit = false
        inverter.forEachPlace(of: term) { place in
            if place >= end {
                if frequency > 0 { finish(document, frequency, counts, isSplit, &writer) }
                document = find(place, from: document)
                start = documentStarts[document]
                end = documentStarts[document + 1]
                frequency = 0
                if isSplit {
                    for index in counts.indices { counts[index] = 0 }
                    isSplit = false
                }
            }
            frequency += 1
            let position = place - start
            for field in fieldEnds.indices where position < fieldEnds[field][document] {
                counts[field] += 1
                isSplit = true
                break
            }
            if keepsPositions { writer.positions.append(position) }
        }
        if frequency > 0 { finish(document, frequency, counts, isSplit, &writer) }
    }

    private func finish(
        _ document: Int, _ frequency: UInt32, _ counts: [Int], _ isSplit: Bool,
        _ writer: inout PostingsListWriter
    ) {
        let rank = isSplit ? split.rank(counts) : 0
        writer.documents.append(UInt32(document))
        writer.frequencies.append(frequency)
        writer.splits.append(rank)
        let weighted =
            isSplit ? weights.weighted(frequency, split: rank) : weights.weighted(frequency)
        let share = weighted / (weighted + lengthParts[document])
        writer.bounds.append(UInt8(min(255, (share * 255).rounded(.up))))
    }

    /// The document at or behind `document` in which a place lies.
    @inline(__always)
    private func find(_ place: UInt32, from document: Int) -> Int {
        var document = max(document, Int(landmarks[Int(place >> 8)]))
        while documentStarts[document + 1] <= place { document += 1 }
        return document
    }
}
