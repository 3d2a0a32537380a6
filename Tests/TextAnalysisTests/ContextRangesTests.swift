import SearchTestSupport
import Testing

@testable import TextAnalysis

@Suite struct ContextRangesTests {
    /// A range with its contexts, and with those of what came in, until nothing changes.
    private func closed(
        _ range: Range<Int>, _ contexts: [NormalizedText.Context]
    ) -> Range<Int> {
        var range = range
        var before: Range<Int>?
        while before != range {
            before = range
            for context in contexts where range.contains(context.position) {
                range =
                    min(
                        range.lowerBound, context.range.lowerBound)..<max(
                        range.upperBound, context.range.upperBound)
            }
        }
        return range
    }

    @Test("a range brings along all that its positions depend on")
    func random() {
        Property.check(300) { random, comment in
            let count = Int.random(in: 1...40, using: &random)
            let contexts = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                let position = Int.random(in: 0..<count, using: &random)
                let range =
                    max(
                        position - Int.random(in: 0...3, using: &random), 0)..<min(
                        position + 1 + Int.random(in: 0...3, using: &random), count)
                return NormalizedText.Context(position: position, range: range)
            }
            let ranges = ContextRanges(contexts)
            for start in 0..<count {
                let end = Int.random(in: start + 1...count, using: &random)
                #expect(ranges.closed(start..<end) == closed(start..<end, contexts), comment)
            }
        }
    }

    @Test("without contexts a range stays as it is")
    func none() {
        #expect(ContextRanges([]).closed(3..<5) == 3..<5)
    }

    @Test("in a long row of single digits, each blank brings along the whole row")
    func row() {
        var normalizer = TextNormalizer()
        let text = "あ" + (0..<4000).map { "\($0 % 10)" }.joined(separator: " ")
        let normal = normalizer.normalize(text)
        let ends = text.utf8.count
        for start in stride(from: 2, to: normal.count - 2, by: 2) {
            guard normal.base[start] == 0x20 else { continue }
            #expect(normal.originalRange(start..<start + 1).upperBound == ends)
        }
    }
}
