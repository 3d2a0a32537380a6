import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

/// The scores of a window against a dictionary of them.
@Suite struct WindowScoresTests {
    private let folder: TemporaryFolder
    /// Of each frequency a row of 256 norms: shares that tell their row and column.
    private static let shares = (0..<16 * 256).map { (place: Int) -> Float in
        Float(place / 256) + Float(place % 256) / 512
    }

    init() throws { folder = try TemporaryFolder() }

    /// Adds the postings of a list that are in a window, and what they add to a dictionary.
    private func add(
        _ sample: PostingsSample, _ norms: [UInt8], to scores: inout WindowScores,
        _ expected: inout [UInt32: UInt32]
    ) throws {
        var cursor = try folder.cursor(sample.write(), sample)
        let region = try folder.region(of: norms)
        let window = scores.window
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            let documents = cursor.documents.elements(cursor.count)
            let frequencies = cursor.frequencies.elements(cursor.count)
            let start = documents.firstIndex { $0 >= window.lowerBound } ?? documents.count
            let end = documents.firstIndex { $0 >= window.upperBound } ?? documents.count
            if start >= end { continue }
            let isPlain = frequencies.allSatisfy { $0 < 16 }
            #expect(cursor.hasPlainFrequencies() == (isPlain && !cursor.hasSplits))
            if cursor.hasPlainFrequencies() {
                cursor.add(
                    start..<end, norms: region.bytes, shares: Self.shares.span, factor: 3,
                    to: &scores)
                for place in start..<end {
                    let norm = norms[Int(documents[place])]
                    let share = Self.shares[Int(frequencies[place]) << 8 | Int(norm)]
                    expected[documents[place], default: 0] += UInt32(3 * share)
                }
            } else {
                var contributions = InlineArray<128, UInt32>(repeating: 0)
                for place in start..<end {
                    contributions[place] = UInt32(place % 5)
                    expected[documents[place], default: 0] += UInt32(place % 5)
                }
                cursor.add(start..<end, &contributions, to: &scores)
            }
        }
    }

    /// Compares the scores, in whatever order the documents are.
    private func check(
        _ scores: inout WindowScores, _ expected: [UInt32: UInt32], isSorted: Bool = false,
        _ comment: Comment
    ) throws {
        #expect(scores.count == expected.count, comment)
        var found: [UInt32] = []
        let base = scores.window.lowerBound
        try scores.withSlots { documents, slots throws(StorageError) in
            for place in documents.indices {
                found.append(documents[place])
                #expect(slots[Int(documents[place] - base)] > 0, comment)
            }
        }
        #expect((isSorted ? found : found.sorted()) == expected.keys.sorted(), comment)
        for document in scores.window {
            #expect(scores.score(document) == expected[document] ?? 0, comment)
        }
    }

    @Test("lists add up, documents below a score are left out, the others are sorted")
    func lists() throws {
        try Property.check(30) { random, comment in
            var scores = WindowScores(size: 4096)
            let documentCount = Int.random(in: 1...9000, using: &random)
            let norms = (0..<documentCount).map { _ in UInt8.random(in: 0...255, using: &random) }
            var start = 0
            while start < documentCount {
                let end = min(start + Int.random(in: 1...4096, using: &random), documentCount)
                scores.begin(UInt32(start)..<UInt32(end))
                var expected: [UInt32: UInt32] = [:]
                for _ in 0..<Int.random(in: 0...4, using: &random) {
                    var sample = PostingsSample(
                        count: Int.random(in: 1...600, using: &random), hasPositions: false,
                        using: &random)
                    guard let last = sample.documents.last, last < documentCount else { continue }
                    sample.documentCount = documentCount
                    try add(sample, norms, to: &scores, &expected)
                }
                // Of a document that is there, and of one that may not be; a score may be 0.
                for document in [expected.keys.first ?? UInt32(start), UInt32(end - 1)] {
                    let more = UInt32.random(in: 0...2, using: &random)
                    scores.add(more, to: document)
                    expected[document, default: 0] += more
                }
                try check(&scores, expected, comment)
                scores.filter { $0 % 7 != 0 }
                expected = expected.filter { $0.key % 7 != 0 }
                try check(&scores, expected, comment)
                let least = UInt32.random(in: 0...20, using: &random)
                scores.keep(least: least)
                expected = expected.filter { $0.value >= least }
                scores.sort()
                try check(&scores, expected, isSorted: true, comment)
                // Sorted again, nothing changes.
                scores.sort()
                try check(&scores, expected, isSorted: true, comment)
                scores.removeAll()
                try check(&scores, [:], comment)
                start = end
            }
        }
    }

    @Test("a table of frequencies adds to documents with a score, and asks where it does not know")
    func nibbles() throws {
        try Property.check(20) { random, comment in
            let documentCount = 4001
            let norms = (0..<documentCount).map { _ in UInt8.random(in: 0...255, using: &random) }
            let frequencies = (0..<documentCount).map { _ in
                UInt8.random(in: 0...15, using: &random)
            }
            var bytes = [UInt8](repeating: 0, count: (documentCount + 1) / 2)
            for (document, frequency) in frequencies.enumerated() {
                bytes[document / 2] |= frequency << UInt8(document % 2 * 4)
            }
            var scores = WindowScores(size: 4096)
            let window = UInt32(17)..<UInt32(documentCount)
            scores.begin(window)
            var expected: [UInt32: UInt32] = [:]
            for _ in 0..<Int.random(in: 0...3000, using: &random) {
                let document = UInt32.random(in: window, using: &random)
                scores.add(5, to: document)
                expected[document, default: 0] += 5
            }
            let least = UInt32.random(in: 0...40, using: &random)
            var asked: Set<UInt32> = []
            let region = try folder.region(of: norms)
            try scores.add(
                nibbles: bytes.span, norms: region.bytes, shares: Self.shares.span, factor: 2,
                least: least
            ) { document throws(StorageError) in
                asked.insert(document)
                return document % 100
            }
            #expect(asked == Set(expected.keys.filter { frequencies[Int($0)] == 15 }), comment)
            for (document, score) in expected {
                let frequency = Int(frequencies[Int(document)])
                let share = Self.shares[frequency << 8 | Int(norms[Int(document)])]
                expected[document] = score + (frequency == 15 ? document % 100 : UInt32(2 * share))
            }
            try check(&scores, expected.filter { $0.value >= least }, comment)
        }
    }

    @Test("a table of shares is used as long as no frequency is beyond it")
    func plainFrequencies() throws {
        var random = SplitMix64(seed: 3)
        var sample = PostingsSample(count: 256, hasPositions: false, using: &random)
        sample.splits = [UInt32](repeating: 0, count: 256)
        // What is above the width of most tells no more than that a frequency may be 16.
        sample.frequencies = (0..<256).map { $0 % 2 == 0 ? 1 : 2 }
        sample.frequencies[7] = 15
        sample.frequencies[130] = 16
        var cursor = try folder.cursor(sample.write(), sample)
        try cursor.decode(0)
        #expect(cursor.hasPlainFrequencies() == true)
        try cursor.decode(1)
        #expect(cursor.hasPlainFrequencies() == false)
        try cursor.decode(0)
        #expect(cursor.hasPlainFrequencies() == true)
        // A list of one posting, in the memory of the other.
        var single = PostingsSample(count: 1, hasPositions: false, using: &random)
        single.splits = [0]
        for frequency in [1, 15, 16, 300] as [UInt32] {
            single.frequencies = [frequency]
            let region = try folder.region(of: single.write())
            try cursor.reopen(region, documentCount: single.documentCount, norms: nil)
            try cursor.decode(0)
            #expect(cursor.frequencies[0] == frequency)
            #expect(cursor.hasPlainFrequencies() == (frequency < 16))
        }
        sample.splits[3] = 1
        cursor = try folder.cursor(sample.write(), sample)
        try cursor.decode(0)
        #expect(cursor.hasPlainFrequencies() == false)
    }

    @Test("a document that is not of the window stops the program")
    func outside() async {
        await #expect(processExitsWith: .failure) {
            var scores = WindowScores(size: 4096)
            scores.begin(100..<200)
            scores.add(1, to: 200)
        }
        await #expect(processExitsWith: .failure) {
            var random = SplitMix64(seed: 1)
            let sample = PostingsSample(count: 5, hasPositions: true, using: &random)
            let folder = try TemporaryFolder()
            var cursor = try folder.cursor(sample.write(), sample)
            try cursor.decode(0)
            var contributions = InlineArray<128, UInt32>(repeating: 1)
            var scores = WindowScores(size: 4096)
            scores.begin(0..<sample.documents[4])
            cursor.add(0..<5, &contributions, to: &scores)
        }
    }

    @Test("a window does not begin before the one before is cleared, or with too little room")
    func begin() async {
        await #expect(processExitsWith: .failure) {
            var scores = WindowScores(size: 4096)
            scores.begin(0..<10)
            scores.add(1, to: 3)
            scores.begin(10..<20)
        }
        await #expect(processExitsWith: .failure) {
            var scores = WindowScores(size: 4096)
            scores.begin(1..<4098)
        }
    }

    @Test("a table with too few documents stops the program")
    func shortTable() async {
        await #expect(processExitsWith: .failure) {
            let norms = try TemporaryFolder().region(of: [UInt8](repeating: 0, count: 10))
            var scores = WindowScores(size: 4096)
            scores.begin(0..<10)
            let shares = [Float](repeating: 0, count: 4096)
            try scores.add(
                nibbles: [0, 0, 0, 0].span, norms: norms.bytes, shares: shares.span, factor: 1,
                least: 0
            ) { _ throws(StorageError) in 0 }
        }
    }
}
