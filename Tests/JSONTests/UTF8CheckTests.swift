import SearchTestSupport
import Testing

@testable import JSON

@Suite struct UTF8CheckTests {
    /// What Swift's library says of bytes.
    private func isValid(_ bytes: [UInt8]) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    private func isFound(_ bytes: [UInt8]) -> Bool { UTF8Check.check(bytes.span).isValid }

    @Test("every first, second and third byte, among scalars of three bytes and by itself")
    func allOfThree() {
        let around = Array("図書館".utf8)
        for first in UInt8.min...UInt8.max {
            for second in stride(from: UInt8(0x00), through: 0xF8, by: 8) {
                for third: UInt8 in [0x00, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xE3, 0xFF] {
                    let three = [first, second, third]
                    for bytes in [three, around + three + around, [0x41] + three + around + [0x80]]
                    {
                        if isFound(bytes) != isValid(bytes) {
                            Issue.record("\(bytes)")
                        }
                    }
                }
            }
        }
    }

    @Test("ASCII is known to be ASCII")
    func ascii() {
        for text in ["", "a", "rs-2015-00001", "A longer text of letters, digits and marks: 0123"] {
            let check = UTF8Check.check(Array(text.utf8).span)
            #expect(check.isValid && check.isASCII, "\(text)")
        }
        for text in ["é", "図", "図書館図書", "a図書館図書", "図書館図書館a", "abcdefghijklmnopé", "😀"] {
            let check = UTF8Check.check(Array(text.utf8).span)
            #expect(check.isValid && !check.isASCII, "\(text)")
        }
    }

    @Test("texts, whole, cut and changed, at every offset of a run")
    func random() {
        let scalars: [[UInt32]] = [
            Array(0x3041...0x30FF), Array(0x4E00...0x4EFF), Array(0x20...0x7E),
            [
                0xE9, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFD, 0x1_0000, 0x2_0B9F,
                0x10_FFFF,
            ],
        ]
        Property.check(2_000) { random, comment in
            var text = ""
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                // Mostly Japanese, so that there are runs.
                let kind = min(Int.random(in: 0...9, using: &random), scalars.count - 1)
                let value = scalars[kind == 2 ? 0 : kind].randomElement(using: &random) ?? 0
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "?")
            }
            var bytes = Array(text.utf8)
            #expect(isFound(bytes), comment)
            let cut = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            #expect(isFound(cut) == isValid(cut), comment)
            guard !bytes.isEmpty else { return }
            for _ in 0..<20 {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                let before = bytes[index]
                bytes[index] = UInt8.random(in: 0...255, using: &random)
                #expect(isFound(bytes) == isValid(bytes), comment)
                bytes[index] = before
            }
        }
    }
}
