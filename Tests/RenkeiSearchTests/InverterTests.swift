import IndexCodec
import SearchTestSupport
import Testing

@testable import RenkeiSearch

@Suite struct InverterTests {
    @Test("every bigram gets its places, however small the room and however few the codes")
    func grams() {
        Property.check(300) { random, comment in
            var log = TextLog(
                alphabet: ScalarCodes(limit: UInt16.random(in: 2...40, using: &random)),
                rare: UInt16.random(in: 1...40, using: &random))
            // Few scalars, so that bigrams come again; some beyond two bytes.
            let letters = (0..<UInt32.random(in: 1...30, using: &random)).map { letter in
                letter % 7 == 6 ? 0x2_0000 + letter : 0x3040 + letter * 97
            }
            var expected: [UInt64: [UInt32]] = [:]
            var place: UInt32 = 0
            var positions = 0
            var lengths: [Int] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let start = positions
                #expect(log.beginDocument() == positions, comment)
                let fieldCount = Int.random(in: 1...3, using: &random)
                for field in 0..<fieldCount {
                    let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                        letters.randomElement(using: &random) ?? 0
                    }
                    let first = log.append(text.span)
                    #expect(first == positions, comment)
                    for index in text.indices {
                        let next = index + 1 < text.count ? text[index + 1] : Gram.end
                        expected[Gram(text[index], next).key, default: []].append(place)
                        place += 1
                    }
                    place += 1
                    positions += text.count + (field < fieldCount - 1 ? 1 : 0)
                }
                lengths.append(positions - start)
            }
            #expect(log.positionCount == positions, comment)
            #expect(log.documentLengths == lengths, comment)
            #expect(log.bounds.last == place, comment)
            let documents = DocumentPlaces(log.bounds)
            var inverter = GramInverter(
                log, documents, room: Int.random(in: 1...100, using: &random))
            var found: [(key: UInt64, places: [UInt32])] = []
            inverter.forEach { gram, places in
                found.append((gram.key, places.indices.map { places[$0] }))
            }
            #expect(found.map(\.key) == expected.keys.sorted(), comment)
            for (key, places) in found {
                #expect(
                    places == expected[key].map { numbers(of: $0, log.bounds, documents) }, comment)
            }
        }
    }

    @Test("every term gets its places, however small the room")
    func terms() {
        Property.check(300) { random, comment in
            let termCount = UInt32.random(in: 1...12, using: &random)
            let log = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt32.random(in: 0..<termCount, using: &random)
            }
            let order = (0..<termCount).shuffled(using: &random)
            let cuts = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                UInt32.random(in: 0...UInt32(log.count), using: &random)
            }
            let bounds = [0] + cuts.sorted() + [UInt32(log.count)]
            let documents = DocumentPlaces(bounds)
            var inverter = Inverter(
                log, bounds, documents, order: order, room: Int.random(in: 1...60, using: &random))
            var found: [[UInt32]] = []
            inverter.forEach { rank, places in
                #expect(rank == found.count, comment)
                found.append(places.indices.map { places[$0] })
            }
            #expect(
                found
                    == order.map { term in
                        let places = log.indices.filter { log[$0] == term }.map { UInt32($0) }
                        return numbers(of: places, bounds, documents)
                    }, comment)
        }
    }

    @Test("a number tells its document and position, in short documents, long and empty ones")
    func places() {
        Property.check(20) { random, comment in
            let longest = [3, 100, 5_000, 40_000].randomElement(using: &random) ?? 3
            var bounds: [UInt32] = [0]
            let isCrowded = Int.random(in: 0..<10, using: &random) == 0
            for _ in 0..<Int.random(in: 1...(isCrowded ? 70_000 : 60), using: &random) {
                let isEmpty = isCrowded || Int.random(in: 0..<4, using: &random) == 0
                let length = isEmpty ? 0 : Int.random(in: 1...longest, using: &random)
                bounds.append((bounds.last ?? 0) + UInt32(length))
            }
            bounds.append((bounds.last ?? 0) + UInt32(longest))
            let end = bounds.last ?? 0
            let asked =
                (0..<500).map { _ in UInt32.random(in: 0..<end, using: &random) }.sorted()
            // Where there are few numbers, long documents take more than one stretch of them; each
            // document takes one number at least.
            let few = Int(end) + bounds.count
            let limit = [1 << 32, few, 2 * few, 20 * few].randomElement(using: &random) ?? few
            let places = DocumentPlaces(bounds, limit: limit)
            let numbers = numbers(of: asked, bounds, places)
            #expect(numbers == numbers.sorted(), comment)
            #expect(numbers.allSatisfy { $0 < limit }, comment)
            var firsts = [UInt32](repeating: 7, count: asked.count + 1)
            var positions: [UInt32] = []
            var count = 0
            positions.append(addingCapacity: asked.count) { positions in
                var firsts = firsts.mutableSpan
                count = places.resolve(numbers.span, firsts: &firsts, &positions)
            }
            let expected = asked.map { place in
                (bounds.firstIndex { $0 > place } ?? 0) - 1
            }
            #expect(numbers.map { Int(places.document($0)) } == expected, comment)
            #expect(
                positions == zip(asked, expected).map { $0 - bounds[$1] }, comment)
            let starts = expected.indices.filter { $0 == 0 || expected[$0] != expected[$0 - 1] }
            #expect(
                firsts[...count].map { Int($0) } == starts + [asked.count], comment)
            #expect(places.documentCount(numbers.span) == starts.count, comment)
        }
    }

    @Test("one document is longer than half of all numbers")
    func longDocument() {
        let places = DocumentPlaces([0, 10, 3_000_000_010, 3_000_000_020])
        let numbers = numbers(
            of: [9, 10, 2_999_999_999, 3_000_000_009, 3_000_000_019],
            [0, 10, 3_000_000_010, 3_000_000_020], places)
        #expect(numbers.map { places.document($0) } == [0, 1, 1, 1, 2])
        #expect(numbers == numbers.sorted())
    }

    @Test("postings are those that a plain count gives")
    func postings() {
        Property.check(200) { random, comment in
            let fieldCount = Int.random(in: 1...5, using: &random)
            let documentCount = Int.random(in: 1...12, using: &random)
            let weights = FieldWeights(
                (0..<fieldCount).map { _ in Double(Int.random(in: 1...4, using: &random)) })
            let split = FieldSplit(fieldCount: fieldCount)
            let lengthTable = BM25Parameters.standard.lengthTable(averageLength: 50)
            let norms = (0..<documentCount).map { _ in UInt8.random(in: 0...255, using: &random) }
            // Ends of fields, ascending in each document.
            let ends = (0..<documentCount).map { _ in
                (1..<max(fieldCount, 1)).map { _ in UInt32.random(in: 0...40, using: &random) }
                    .sorted()
            }
            let fieldEnds = (0..<fieldCount - 1).map { field in ends.map { $0[field] } }
            // Documents of a hundred places each, in a log.
            let bounds = (0...documentCount).map { UInt32(100 * $0) }
            let places = DocumentPlaces(bounds)
            let collector = PostingsCollector(
                places, norms: norms, fieldEnds: fieldEnds, split: split, weights: weights,
                lengthTable: lengthTable, keepsPositions: true)
            var occurrences: [UInt32] = []
            var inDocuments: [UInt32] = []
            var lists = PostingsListWriter(norms: norms)
            var expected:
                (documents: [UInt32], frequencies: [UInt32], splits: [UInt32], bounds: [UInt8]) =
                    ([], [], [], [])
            for document in 0..<documentCount {
                let positions = (0..<UInt32(100)).filter { _ in
                    Int.random(in: 0..<4, using: &random) == 0
                }
                guard !positions.isEmpty, Bool.random(using: &random) else { continue }
                occurrences += positions.map { places.starts[document] + $0 }
                inDocuments += positions
                var counts = [Int](repeating: 0, count: fieldCount - 1)
                for position in positions {
                    if let field = ends[document].firstIndex(where: { position < $0 }) {
                        counts[field] += 1
                    }
                }
                let rank = split.rank(counts)
                let weighted = weights.weighted(UInt32(positions.count), split: rank)
                let share = weighted / (weighted + lengthTable[Int(norms[document])])
                expected.documents.append(UInt32(document))
                expected.frequencies.append(UInt32(positions.count))
                expected.splits.append(rank)
                expected.bounds.append(UInt8(min(255, (share * 255).rounded(.up))))
            }
            collector.collect(occurrences.span, into: &lists)
            #expect(lists.documents == expected.documents, comment)
            #expect(lists.frequencies == expected.frequencies, comment)
            #expect(lists.splits == expected.splits, comment)
            #expect(lists.bounds == expected.bounds, comment)
            #expect(lists.positions == inDocuments, comment)
        }
    }

    /// The numbers of places of a log.
    private func numbers(
        of places: [UInt32], _ bounds: [UInt32], _ documents: DocumentPlaces
    ) -> [UInt32] {
        places.map { place in
            let document = (bounds.firstIndex { $0 > place } ?? 0) - 1
            return place - bounds[document] + documents.starts[document]
        }
    }
}
