import Foundation
import SearchTestSupport
import Testing

@testable import TextAnalysis

/// Statements about normalisation that hold for every text.
@Suite struct NormalizationPropertyTests {
    private let every = (0..<UInt32(1) << Foldings.named.count).map(Foldings.init(rawValue:))

    private func reference(_ input: String) -> [UInt32] {
        NFKCCasefold.normalize(scalars(input).map(UTF8Decoder.combining))
    }

    @Test("piece by piece gives what ICU gives for the whole")
    func pieces() {
        var normalizer = TextNormalizer(foldings: [])
        Property.check(4000) { random, comment in
            let input = NastyText.random(12, using: &random)
            let base = normalizer.normalize(input).base
            #expect(base == reference(input), "\(comment): \(hex(scalars(input)))")
        }
    }

    @Test("any two pieces of the alphabet give what ICU gives for both")
    func pairs() {
        var normalizer = TextNormalizer(foldings: [])
        var result = NormalizedText()
        for first in NastyText.alphabet {
            for second in NastyText.alphabet {
                let input = text(first + second)
                normalizer.normalize(input, into: &result)
                if result.base != reference(input) {
                    Issue.record("differs from ICU: \(hex(first + second))")
                }
            }
        }
    }

    @Test("ICU keeps every unified ideograph")
    func unifiedIdeographs() {
        for first in stride(from: NFKCCasefold.unifiedIdeographs.lowerBound, to: 0xA000, by: 256)
        where NFKCCasefold.unifiedIdeographs.contains(first) {
            #expect(NFKCCasefold.page(first) == NFKCCasefold.entries(first), "\(hex([first]))")
        }
    }

    @Test("any scalar between two that combine gives what ICU gives")
    func everyScalar() {
        var normalizer = TextNormalizer(foldings: [])
        var result = NormalizedText()
        // Every seventh scalar: the pages differ more than neighbours do.
        for value in stride(from: UInt32(0), to: 0x32000, by: 7) {
            guard Unicode.Scalar(value) != nil else { continue }
            let input = text([0x304B, value, 0x3099, 0x65, value, 0x301])
            normalizer.normalize(input, into: &result)
            if result.base != reference(input) {
                Issue.record("differs from ICU: U+\(hex([value]))")
            }
        }
    }

    @Test("normalising twice changes nothing")
    func idempotence() {
        var normalizer = TextNormalizer(foldings: [])
        Property.check(1500) { random, comment in
            let once = normalizer.normalize(NastyText.random(12, using: &random)).base
            let twice = normalizer.normalize(text(once)).base
            #expect(once == twice, "\(comment): \(hex(once))")
        }
    }

    @Test("Foundation finds nothing left to normalise")
    func foundation() {
        var normalizer = TextNormalizer(foldings: [])
        Property.check(500) { random, comment in
            let base = normalizer.normalize(NastyText.random(12, using: &random)).base
            let again = scalars(text(base).precomposedStringWithCompatibilityMapping)
            #expect(base == again, "\(comment): \(hex(base))")
        }
    }

    @Test("positions are the same whatever is folded")
    func positions() {
        let input = "ｺﾞﾐ、データ‐、人々、部分々々、いすゞ、國⻑〜“A”\t㌔か\u{3099}"
        var plain = TextNormalizer(foldings: [])
        let base = plain.normalize(input).base
        for foldings in every {
            var normalizer = TextNormalizer(foldings: foldings)
            let result = normalizer.normalize(input)
            #expect(result.base == base || foldings.contains(.variantWords))
            #expect(result.base.count == base.count && result.folded.count == base.count)
        }
    }

    @Test("folded and base have the same length in every text")
    func lengths() {
        var normalizers = [Foldings.standard, .dashes, .iterationMarks, []].map {
            TextNormalizer(foldings: $0)
        }
        Property.check(500) { random, comment in
            let input = NastyText.random(16, using: &random)
            for index in normalizers.indices {
                let result = normalizers[index].normalize(input)
                #expect(result.folded.count == result.base.count, comment)
                #expect(result.starts.count == result.base.count, comment)
                #expect(result.ends.count == result.base.count, comment)
            }
        }
    }

    @Test("a text with and without offsets is the same text")
    func tracking() {
        var normalizer = TextNormalizer()
        var result = NormalizedText()
        Property.check(300) { random, comment in
            let input = NastyText.random(16, using: &random)
            normalizer.normalize(input, into: &result)
            let tracked = normalizer.normalize(input)
            #expect(result.base == tracked.base && result.folded == tracked.folded, comment)
        }
    }
}
