import IndexCodec
import TextAnalysis
import Testing

@testable import RenkeiSearch

@Suite struct MatcherTests {
    /// The least cost of a cover, by trying every choice of bigrams.
    private func leastCost(_ costs: [Int]) -> Int {
        var least = Int.max
        for choice in 0..<(1 << costs.count) {
            let chosen = costs.indices.filter { choice >> $0 & 1 == 1 }
            if isCover(chosen, costs.count) {
                least = min(least, chosen.reduce(0) { $0 + costs[$1] })
            }
        }
        return least
    }

    /// True if the first and the last bigram are there and no two neighbours are left out.
    private func isCover(_ chosen: [Int], _ count: Int) -> Bool {
        chosen.first == 0 && chosen.last == count - 1
            && zip(chosen, chosen.dropFirst()).allSatisfy { $1 - $0 == 1 || $1 - $0 == 2 }
    }

    @Test("a cover leaves out no letter and is the cheapest there is", arguments: 1...12)
    func cover(count: Int) {
        var random = TestRandom(stream: UInt64(100 + count))
        for _ in 0..<TestRandom.iterations(count > 9 ? 4 : 30) {
            let costs = (0..<count).map { _ in random.below(50) + 1 }
            var chosen = BigramCover.choice(costs)
            let comment: Comment = "\(costs) \(chosen), seed \(TestRandom.seed)"
            #expect(zip(chosen, chosen.dropFirst()).allSatisfy { costs[$0] <= costs[$1] }, comment)
            // The rarest one may come in addition.
            if chosen.reduce(0, { $0 + costs[$1] }) != leastCost(costs) {
                let rarest = chosen.removeFirst()
                #expect(chosen.allSatisfy { costs[$0] > 2 * costs[rarest] }, comment)
                #expect(costs[rarest] == costs.min(), comment)
            }
            #expect(isCover(chosen.sorted(), count), comment)
            #expect(chosen.reduce(0) { $0 + costs[$1] } == leastCost(costs), comment)
        }
    }

    @Test("the cover of nothing is empty")
    func emptyCover() { #expect(BigramCover.choice([]) == []) }

    @Test("the rarest bigram is read first, and read at all if it is much rarer than the cover")
    func choice() {
        #expect(BigramCover.choice([100, 3, 100]) == [1, 0, 2])
        // The cover of four letters leaves out the second bigram; half as frequent is not enough.
        #expect(BigramCover.choice([100, 50, 100]) == [0, 2])
        #expect(BigramCover.choice([100, 49, 100]) == [1, 0, 2])
        #expect(BigramCover.choice([9, 3, 5]) == [2, 0])
        #expect(BigramCover.choice([9, 2, 5]) == [1, 2, 0])
        #expect(BigramCover.choice([7]) == [0])
    }

    /// Documents of few different letters, so that bigrams repeat and overlap, with their texts.
    private func texts(_ random: inout TestRandom, count: Int) -> [String] {
        (0..<count).map { number in
            var text = ""
            for _ in 0..<random.below(12) + 1 { text += random.one(of: ["あ", "い", "う", "え"]) }
            return number % 50 == 0 ? text + "お" : text
        }
    }

    private func positions(of pattern: [UInt32], in text: [UInt32]) -> [UInt32] {
        guard text.count >= pattern.count else { return [] }
        return (0...text.count - pattern.count).filter {
            text[$0..<$0 + pattern.count].elementsEqual(pattern)
        }.map { UInt32($0) }
    }

    @Test("a matcher finds the documents and positions that a scan finds")
    func againstScan() throws {
        var random = TestRandom(stream: 31)
        let texts = texts(&random, count: 400)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(texts, in: folder)
        let segment = try #require(searcher.segments.first)
        var normalizer = TextNormalizer()
        let scalars = texts.map { normalizer.normalize($0).folded }
        for _ in 0..<TestRandom.iterations(150) {
            let pattern = normalizer.normalize(
                random.substring(of: random.one(of: texts), atMost: 6)
            ).folded
            let matcher = try SubstringMatcher.make(pattern, in: segment)
            let comment: Comment = "\(String(scalars: pattern)), seed \(TestRandom.seed)"
            let matching = scalars.indices.filter { scalars[$0].hasSubstring(pattern) }
            #expect(matcher.cost >= matching.count, comment)
            var target = 0
            while target <= scalars.count {
                let expected = matching.first { $0 >= target }
                try matcher.advance(to: UInt32(target))
                #expect(matcher.document == expected.map { UInt32($0) } ?? endOfDocuments, comment)
                guard let expected else { break }
                // Asking for a lower document never moves back.
                try matcher.advance(to: UInt32(random.below(target + 1)))
                #expect(matcher.document == UInt32(expected), comment)
                #expect(
                    try matcher.occurrences() == positions(of: pattern, in: scalars[expected]),
                    comment)
                target = expected + 1 + (random.below(3) == 0 ? random.below(150) : 0)
            }
            // Forward or back, and over some documents at a time.
            for _ in 0..<3 {
                let start = random.below(scalars.count + 1)
                try matcher.restart(from: UInt32(start))
                let expected = matching.first { $0 >= start }
                #expect(matcher.document == expected.map { UInt32($0) } ?? endOfDocuments, comment)
                if let expected {
                    #expect(
                        try matcher.occurrences() == positions(of: pattern, in: scalars[expected]),
                        comment)
                }
                var kept = (start..<scalars.count).filter { _ in random.below(3) > 0 }
                    .map { UInt32($0) }
                let wanted = kept.filter { matching.contains(Int($0)) }
                try matcher.keep(&kept)
                #expect(kept == wanted, comment)
            }
        }
    }

    @Test("a pattern that no document has matches nothing")
    func nothing() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["あいう", "ういあ"], in: folder)
        let segment = try #require(searcher.segments.first)
        for text in ["か", "あう", "いいい", "あいうあ", "えおかき"] {
            let pattern = text.unicodeScalars.map(\.value)
            let matcher = try SubstringMatcher.make(pattern, in: segment)
            #expect(matcher.document == endOfDocuments, "\(text)")
        }
    }

    @Test("an iterator steps, seeks and walks through the same documents")
    func iterator() throws {
        var random = TestRandom(stream: 33)
        let texts = texts(&random, count: 700)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(texts, in: folder)
        let segment = try #require(searcher.segments.first)
        for letter in ["あ", "え", "お"] {
            var union: Set<UInt32> = []
            let scalar = try #require(letter.unicodeScalars.first).value
            for cursor in try segment.postings(beginningWith: scalar) {
                var stepping = try PostingsIterator(cursor)
                var documents: [UInt32] = []
                while stepping.document != endOfDocuments {
                    documents.append(stepping.document)
                    try stepping.advance(to: stepping.document + 1)
                }
                #expect(documents.count == stepping.documentFrequency)
                union.formUnion(documents)
                var seeking = try PostingsIterator(cursor)
                var target: UInt32 = 0
                while seeking.document != endOfDocuments {
                    try seeking.advance(to: target)
                    #expect(seeking.document == documents.first { $0 >= target } ?? endOfDocuments)
                    target += UInt32(random.below(100))
                }
                var walking = try PostingsIterator(cursor)
                var walked: [UInt32] = []
                for end in [100, 101, 128, 500, 700] as [UInt32] {
                    try walking.forEach(below: end) { document, _, _ in walked.append(document) }
                    #expect(walked == documents.filter { $0 < end })
                }
                var running = try PostingsIterator(cursor)
                var run: [UInt32] = []
                for end in [100, 101, 128, 500, 700] as [UInt32] {
                    while true {
                        let places = try running.nextRun(below: end)
                        if places.isEmpty { break }
                        for place in places { run.append(running.cursor.documents[place]) }
                    }
                    #expect(run == documents.filter { $0 < end })
                }
                // Windows with gaps between them, some of them left after one run.
                for _ in 0..<40 {
                    var jumping = try PostingsIterator(cursor)
                    var start = UInt32(random.below(300))
                    while start < 1500 {
                        let end = start + 1 + UInt32(random.below(200))
                        try jumping.advance(to: start)
                        let isLeft = random.below(2) == 0
                        var found: [UInt32] = []
                        while true {
                            let places = try jumping.nextRun(below: end)
                            if places.isEmpty { break }
                            for place in places {
                                found.append(jumping.cursor.documents[place])
                            }
                            if isLeft { break }
                        }
                        let expected = documents.filter { $0 >= start && $0 < end }
                        #expect(found == (isLeft ? Array(expected.prefix(found.count)) : expected))
                        #expect(found.isEmpty == expected.isEmpty)
                        start = end + UInt32(random.below(600))
                    }
                }
            }
            let expected = texts.indices.filter { texts[$0].contains(letter) }.map { UInt32($0) }
            #expect(union == Set(expected))
        }
    }
}
