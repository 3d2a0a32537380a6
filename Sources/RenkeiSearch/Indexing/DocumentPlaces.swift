/// Tells which document a place of a log belongs to.
///
/// Most of its look-ups are in no order, so the tables are made to fit a small cache: two bytes for
/// some places, and two for a document.
struct DocumentPlaces {
    /// Where each document begins, then the end of the log.
    private let bounds: [UInt32]
    /// The lowest half of `bounds`.
    private let lowBounds: [UInt16]
    /// Places that are a multiple of `2^shift` are landmarks.
    private let shift: UInt32
    /// The document of every 256th landmark.
    private var bases: [UInt32] = []
    /// For each landmark, how many documents lie between that of `bases` and its own.
    private var distances: [UInt16] = []
    /// The document of each landmark, if a document is so long, or so many are empty, that the small
    /// tables cannot tell; else empty.
    private var farLandmarks: [UInt32] = []

    /// - Parameter bounds: where each document begins, then the end of the log.
    init(_ bounds: [UInt32]) {
        self.bounds = bounds
        lowBounds = bounds.map { UInt16(truncatingIfNeeded: $0) }
        let end = Int(bounds.last ?? 0)
        // About half of a document's length apart: few places lie behind the next document.
        let average = end / max(bounds.count - 1, 1)
        let shift = min(max(Int.bitWidth - average.leadingZeroBitCount - 1, 0), 8)
        self.shift = UInt32(shift)
        var landmarks: [UInt32] = []
        landmarks.reserveCapacity(end >> shift + 1)
        var longest: UInt32 = 0
        for document in bounds.indices.dropLast() {
            longest = max(longest, bounds[document + 1] - bounds[document])
            while landmarks.count << shift < Int(bounds[document + 1]) {
                landmarks.append(UInt32(document))
            }
        }
        distances.reserveCapacity(landmarks.count)
        for landmark in landmarks.indices {
            if landmark & 255 == 0 { bases.append(landmarks[landmark]) }
            let distance = landmarks[landmark] - bases[landmark >> 8]
            guard distance <= UInt32(UInt16.max), longest < 1 << 15 else {
                farLandmarks = landmarks
                return
            }
            distances.append(UInt16(distance))
        }
    }

    /// For each of some places, appends its document and its distance from the document's start.
    ///
    /// No step waits for the one before, and few branch, so that many look-ups are under way at a
    /// time.
    func resolve(
        _ places: Span<UInt32>, _ documents: inout OutputSpan<UInt32>,
        _ positions: inout OutputSpan<UInt32>
    ) {
        guard farLandmarks.isEmpty else { return resolveFar(places, &documents, &positions) }
        let bounds = lowBounds.span
        let bases = bases.span
        let distances = distances.span
        let shift = shift
        for index in places.indices {
            let place = places[index]
            let low = UInt16(truncatingIfNeeded: place)
            let landmark = Int(place &>> shift)
            var document = Int(bases[landmark >> 8]) &+ Int(distances[landmark])
            // The next document begins behind the landmark, less than 2^15 places before or behind
            // this one.
            document &+= Int16(bitPattern: low &- bounds[document &+ 1]) >= 0 ? 1 : 0
            while Int16(bitPattern: low &- bounds[document &+ 1]) >= 0 { document &+= 1 }
            documents.append(UInt32(truncatingIfNeeded: document))
            positions.append(UInt32(low &- bounds[document]))
        }
    }

    /// `resolve` by tables of four bytes.
    private func resolveFar(
        _ places: Span<UInt32>, _ documents: inout OutputSpan<UInt32>,
        _ positions: inout OutputSpan<UInt32>
    ) {
        for index in places.indices {
            let place = places[index]
            var document = Int(farLandmarks[Int(place >> shift)])
            while bounds[document + 1] <= place { document += 1 }
            documents.append(UInt32(truncatingIfNeeded: document))
            positions.append(place - bounds[document])
        }
    }

    /// How many documents ascending places belong to.
    func documentCount(_ places: Span<UInt32>) -> Int {
        var (documents, positions) = ([UInt32](), [UInt32]())
        documents.append(addingCapacity: places.count) { documents in
            positions.append(addingCapacity: places.count) { positions in
                resolve(places, &documents, &positions)
            }
        }
        return documents.indices.count { $0 == 0 || documents[$0] != documents[$0 - 1] }
    }
}
