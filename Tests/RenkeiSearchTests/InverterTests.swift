import IndexCodec
import SearchTestSupport
import Testing

@testable import RenkeiSearch

@Suite struct InverterTests {
    @Test("every bigram gets its positions, however small the room and however few the codes")
    func grams() {
        Property.check(300) { random, comment in
            var buffer = TokenBuffer(
                alphabet: ScalarCodes(limit: UInt16.random(in: 2...40, using: &random)),
                rare: UInt16.random(in: 1...40, using: &random))
            // Few scalars, so that bigrams come again; some beyond two bytes.
            let letters = (0..<UInt32.random(in: 1...30, using: &random)).map { letter in
                letter % 7 == 6 ? 0x2_0000 + letter : 0x3040 + letter * 97
            }
            var expected: [UInt64: [UInt32]] = [:]
            var bufferIndex: UInt32 = 0
            var positions = 0
            var lengths: [Int] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let start = positions
                #expect(buffer.beginDocument() == positions, comment)
                let fieldCount = Int.random(in: 1...3, using: &random)
                for field in 0..<fieldCount {
                    let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                        letters.randomElement(using: &random) ?? 0
                    }
                    let first = buffer.append(text.span)
                    #expect(first == positions, comment)
                    for index in text.indices {
                        let next = index + 1 < text.count ? text[index + 1] : Gram.end
                        expected[Gram(text[index], next).key, default: []].append(bufferIndex)
                        bufferIndex += 1
                    }
                    bufferIndex += 1
                    positions += text.count + (field < fieldCount - 1 ? 1 : 0)
                }
                lengths.append(positions - start)
            }
            #expect(buffer.positionCount == positions, comment)
            #expect(buffer.documentLengths == lengths, comment)
            #expect(buffer.bounds.last == bufferIndex, comment)
            let documents = PositionNumbering(buffer.bounds)
            var inverter = GramInverter(
                buffer, documents, room: Int.random(in: 1...100, using: &random))
            var found: [(key: UInt64, delivered: [UInt32])] = []
            inverter.forEach { gram, delivered in
                found.append((gram.key, delivered.indices.map { delivered[$0] }))
            }
            #expect(found.map(\.key) == expected.keys.sorted(), comment)
            for (key, delivered) in found {
                #expect(
                    delivered == expected[key].map { numbers(of: $0, buffer.bounds, documents) },
                    comment)
            }
        }
    }

    @Test("every term gets its positions, however small the room")
    func terms() {
        Property.check(300) { random, comment in
            let termCount = UInt32.random(in: 1...12, using: &random)
            let buffer = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt32.random(in: 0..<termCount, using: &random)
            }
            let order = (0..<termCount).shuffled(using: &random)
            let cuts = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                UInt32.random(in: 0...UInt32(buffer.count), using: &random)
            }
            let bounds = [0] + cuts.sorted() + [UInt32(buffer.count)]
            let documents = PositionNumbering(bounds)
            var inverter = Inverter(
                buffer, bounds, documents, order: order,
                room: Int.random(in: 1...60, using: &random))
            var found: [[UInt32]] = []
            inverter.forEach { rank, delivered in
                #expect(rank == found.count, comment)
                found.append(delivered.indices.map { delivered[$0] })
            }
            #expect(
                found
                    == order.map { term in
                        let delivered = buffer.indices.filter { buffer[$0] == term }.map {
                            UInt32($0)
                        }
                        return numbers(of: delivered, bounds, documents)
                    }, comment)
        }
    }

    @Test("a number tells its document and position, in short documents, long and empty ones")
    func numbers() {
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
            // Where there are few numbers, long documents take more than one block of them; each
            // document takes one number at least.
            let few = Int(end) + bounds.count
            let limit = [1 << 32, few, 2 * few, 20 * few].randomElement(using: &random) ?? few
            let numbering = PositionNumbering(bounds, limit: limit)
            let numbers = numbers(of: asked, bounds, numbering)
            #expect(numbers == numbers.sorted(), comment)
            #expect(numbers.allSatisfy { $0 < limit }, comment)
            var firsts = [UInt32](repeating: 7, count: asked.count + 1)
            var positions: [UInt32] = []
            var count = 0
            positions.append(addingCapacity: asked.count) { positions in
                var firsts = firsts.mutableSpan
                count = numbering.resolve(numbers.span, firsts: &firsts, &positions)
            }
            let expected = asked.map { index in
                (bounds.firstIndex { $0 > index } ?? 0) - 1
            }
            #expect(numbers.map { Int(numbering.document($0)) } == expected, comment)
            #expect(
                positions == zip(asked, expected).map { $0 - bounds[$1] }, comment)
            let starts = expected.indices.filter { $0 == 0 || expected[$0] != expected[$0 - 1] }
            #expect(
                firsts[...count].map { Int($0) } == starts + [asked.count], comment)
            #expect(numbering.documentCount(numbers.span) == starts.count, comment)
        }
    }

    @Test("one document is longer than half of all numbers")
    func longDocument() {
        let numbering = PositionNumbering([0, 10, 3_000_000_010, 3_000_000_020])
        let numbers = numbers(
            of: [9, 10, 2_999_999_999, 3_000_000_009, 3_000_000_019],
            [0, 10, 3_000_000_010, 3_000_000_020], numbering)
        #expect(numbers.map { numbering.document($0) } == [0, 1, 1, 1, 2])
        #expect(numbers == numbers.sorted())
    }

    @Test("postings are those that a plain count gives")
    func postings() {
        Property.check(200) { random, comment in
            let fieldCount = Int.random(in: 1...5, using: &random)
            let documentCount = Int.random(in: 1...12, using: &random)
            let weights = FieldWeights(
                (0..<fieldCount).map { _ in Double(Int.random(in: 1...4, using: &random)) })
            let split = FieldFrequencies(fieldCount: fieldCount)
            let lengthTable = BM25Parameters.standard.lengthTable(averageLength: 50)
            let norms = (0..<documentCount).map { _ in UInt8.random(in: 0...255, using: &random) }
            // Ends of fields, ascending in each document.
            let ends = (0..<documentCount).map { _ in
                (1..<max(fieldCount, 1)).map { _ in UInt32.random(in: 0...40, using: &random) }
                    .sorted()
            }
            let fieldEnds = (0..<fieldCount - 1).map { field in ends.map { $0[field] } }
            // Documents of a hundred positions each, in a buffer.
            let bounds = (0...documentCount).map { UInt32(100 * $0) }
            let numbering = PositionNumbering(bounds)
            let collector = PostingsCollector(
                numbering, norms: norms, fieldEnds: fieldEnds, split: split, weights: weights,
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
                occurrences += positions.map { numbering.starts[document] + $0 }
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

    /// The numbers of positions of a buffer.
    private func numbers(
        of positions: [UInt32], _ bounds: [UInt32], _ documents: PositionNumbering
    ) -> [UInt32] {
        positions.map { index in
            let document = (bounds.firstIndex { $0 > index } ?? 0) - 1
            return index - bounds[document] + documents.starts[document]
        }
    }
}
