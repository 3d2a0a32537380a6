import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

/// The scores of a window against a dictionary of them.
@Suite struct WindowScoresTests {
    private let folder: TemporaryFolder
    /// Of each frequency a row of 256 norms: shares that tell their row and column.
    private static let shares = (0..<16 * 256).map { (index: Int) -> Float in
        Float(index / 256) + Float(index % 256) / 512
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
                for index in start..<end {
                    let norm = norms[Int(documents[index])]
                    let share = Self.shares[Int(frequencies[index]) << 8 | Int(norm)]
                    expected[documents[index], default: 0] += UInt32(3 * share)
                }
            } else {
                var contributions = InlineArray<128, UInt32>(repeating: 0)
                for index in start..<end {
                    contributions[index] = UInt32(index % 5)
                    expected[documents[index], default: 0] += UInt32(index % 5)
                }
                cursor.add(start..<end, &contributions, to: &scores)
            }
        }
    }

    /// Compares the scores of all documents of the window.
    private func check(
        _ scores: WindowScores, _ expected: [UInt32: UInt32], _ comment: Comment
    ) {
        #expect(scores.count == expected.count, comment)
        for document in scores.window {
            #expect(scores.score(document) == expected[document] ?? 0, comment)
        }
    }

    @Test("the scores are the sums of what lists add, and a window begins without any")
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
                check(scores, expected, comment)
                scores.removeAll()
                check(scores, [:], comment)
                start = end
            }
        }
    }

    @Test("a table of contributions is used as long as no frequency is beyond it")
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
        // A list of one posting.
        var single = PostingsSample(count: 1, hasPositions: false, using: &random)
        single.splits = [0]
        for frequency in [1, 15, 16, 300] as [UInt32] {
            single.frequencies = [frequency]
            cursor = try folder.cursor(single.write(), single)
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
            var random = SplitMix64(seed: 1)
            var sample = PostingsSample(count: 5, hasPositions: false, using: &random)
            sample.documents = [0, 1, 2, 3, 4]
            var cursor = try TemporaryFolder().cursor(sample.write(), sample)
            try cursor.decode(0)
            var contributions = InlineArray<128, UInt32>(repeating: 1)
            var scores = WindowScores(size: 4096)
            scores.begin(0..<10)
            cursor.add(0..<5, &contributions, to: &scores)
            scores.begin(10..<20)
        }
        await #expect(processExitsWith: .failure) {
            var scores = WindowScores(size: 4096)
            scores.begin(1..<4098)
        }
    }
}
