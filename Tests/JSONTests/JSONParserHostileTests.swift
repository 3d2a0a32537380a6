import Foundation
import JSON
import Testing

/// Inputs that were cut, flipped and shuffled: the parser must throw or agree with another one.
@Suite struct JSONParserHostileTests {
    private static let sample = #"""
        {"id":"p-1","事業名":"広域\u9023携の𠮷\"図\\書\n館\"","年":[2015,-3.5e+2,{"a":null}],"b":true}
        """#

    private static let seed =
        ProcessInfo.processInfo.environment["SEARCH_TEST_SEED"].flatMap(UInt64.init) ?? 20_250_401

    /// A linear congruential generator (Knuth's MMIX constants), enough to shuffle bytes.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 33)
        }
    }

    @Test("a line that is cut at any byte is an error inside or at the end of it")
    func truncation() throws {
        let bytes = Array(Self.sample.utf8)
        _ = try JSONParser.parse(bytes)
        for count in bytes.indices {
            let error = #expect(throws: JSONError.self, "cut after \(count) bytes") {
                try JSONParser.parse(bytes[..<count])
            }
            #expect((1...count + 1).contains(error?.column ?? 0), "cut after \(count) bytes")
        }
    }

    @Test("a line whose beginning is missing is an error")
    func missingBeginning() {
        let bytes = Array(Self.sample.utf8)
        for start in bytes.indices.dropFirst() {
            #expect(throws: JSONError.self, "from byte \(start)") {
                try JSONParser.parse(bytes[start...])
            }
        }
    }

    @Test("every bit may be flipped")
    func flippedBits() {
        let bytes = Array(Self.sample.utf8)
        for index in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[index] ^= 1 << bit
                check(flipped)
            }
        }
    }

    @Test("shuffled pieces of JSON are refused or read as another parser reads them")
    func shuffledPieces() {
        var generator = Generator(state: Self.seed)
        let pieces =
            [
                "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83d", "\\udE00", "連", "\u{0}",
                " ",
                "-", "0", "1", ".", "e", "E+", "9", "null", "true", "false", "\"a\"", "\"a\":1",
                "\n",
            ].map { Array($0.utf8) } + [[0xE3], [0x81], [0xFF], [0xC0]]
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
            }
            check(bytes)
        }
    }

    @Test("strings of shuffled pieces and escapes are those that another parser reads")
    func shuffledStrings() {
        var generator = Generator(state: Self.seed &+ 1)
        let pieces =
            [
                "\\\"", "\\\\", "\\/", "\\n", "\\t", "\\u9023", "\\ud842\\udfb7", "\\u0000", "連",
                "𠮷", "a",
                " ", "long run without an escape", "図書館と温泉の共同利用",
            ].map { Array($0.utf8) }
        let wrong =
            ["\\", "\\x", "\\u12", "\\ud842", "\u{1}", "\""].map { Array($0.utf8) } + [[0xE3]]
        var accepted = 0
        for _ in 0..<10_000 {
            var bytes = [UInt8(ascii: "\"")]
            for _ in 0..<Int.random(in: 0...9, using: &generator) {
                let isWrong = Int.random(in: 0..<40, using: &generator) == 0
                bytes += (isWrong ? wrong : pieces).randomElement(using: &generator) ?? []
            }
            bytes.append(UInt8(ascii: "\""))
            let other = try? JSONSerialization.jsonObject(
                with: Data(bytes), options: .fragmentsAllowed)
            let comment: Comment = "seed \(Self.seed): \(String(decoding: bytes, as: UTF8.self))"
            do throws(JSONError) {
                guard case .string(let text) = try JSONParser.parse(bytes) else {
                    Issue.record(comment)
                    continue
                }
                #expect(
                    (other as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true,
                    comment)
                accepted += 1
            } catch {
                #expect((1...bytes.count + 1).contains(error.column), comment)
                #expect(other == nil, comment)
            }
        }
        #expect(accepted > 5_000)
    }

    /// What is accepted must be what Foundation accepts; a column must lie in the text.
    private func check(_ bytes: [UInt8]) {
        do throws(JSONError) {
            _ = try JSONParser.parse(bytes)
        } catch {
            #expect(
                (1...bytes.count + 1).contains(error.column), "seed \(Self.seed): \(bytes)")
            return
        }
        let other = try? JSONSerialization.jsonObject(
            with: Data(bytes), options: .fragmentsAllowed)
        #expect(other != nil, "seed \(Self.seed): \(String(decoding: bytes, as: UTF8.self))")
    }
}
