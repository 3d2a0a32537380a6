import IndexCodec
import SearchTestSupport
import Testing

@testable import RenkeiSearch

@Suite struct InverterTests {
    /// A log of some documents over few terms, with gaps.
    private func log(
        _ random: inout SearchTestSupport.SplitMix64, termCount: Int
    ) -> (log: [UInt32], starts: [UInt32]) {
        var log: [UInt32] = []
        var starts: [UInt32] = []
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            starts.append(UInt32(log.count))
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                let isGap = Int.random(in: 0..<8, using: &random) == 0
                log.append(
                    isGap ? UInt32.max : UInt32.random(in: 0..<UInt32(termCount), using: &random))
            }
        }
        return (log, starts + [UInt32(log.count)])
    }

    @Test("every term gets its documents and positions, however small the room")
    func occurrences() {
        Property.check(300) { random, comment in
            let termCount = Int.random(in: 1...12, using: &random)
            let (log, starts) = log(&random, termCount: termCount)
            var expected = [[UInt64]](repeating: [], count: termCount)
            for document in 0..<starts.count - 1 {
                for place in starts[document]..<starts[document + 1] where log[Int(place)] != .max {
                    expected[Int(log[Int(place)])].append(
                        UInt64(document) << 32 | UInt64(place - starts[document]))
                }
            }
            let order = (0..<UInt32(termCount)).shuffled(using: &random)
            var inverter = Inverter(
                log, documentStarts: starts, order: order,
                room: Int.random(in: 1...60, using: &random))
            var found: [[UInt64]] = []
            while inverter.advance() {
                #expect(inverter.ranks.lowerBound == found.count, comment)
                for rank in inverter.ranks {
                    found.append(
                        inverter.withOccurrences(of: rank) { span in span.indices.map { span[$0] } }
                    )
                }
            }
            #expect(found == order.map { expected[Int($0)] }, comment)
        }
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
            let collector = PostingsCollector(
                norms: norms, fieldEnds: fieldEnds, split: split, weights: weights,
                lengthTable: lengthTable, keepsPositions: true)
            var occurrences: [UInt64] = []
            var lists = PostingsListWriter(norms: norms)
            var expected:
                (documents: [UInt32], frequencies: [UInt32], splits: [UInt32], bounds: [UInt8]) =
                    ([], [], [], [])
            for document in 0..<documentCount {
                let positions = (0..<UInt32(100)).filter { _ in
                    Int.random(in: 0..<4, using: &random) == 0
                }
                guard !positions.isEmpty, Bool.random(using: &random) else { continue }
                occurrences += positions.map { UInt64(document) << 32 | UInt64($0) }
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
            #expect(lists.positions == occurrences.map { UInt32(truncatingIfNeeded: $0) }, comment)
        }
    }
}
