import Foundation
import Testing

extension Tag {
    /// Tests that need data outside the repository or a long time.
    @Tag static var slow: Self
}

/// The SplitMix64 generator.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014.
struct TestRandom: RandomNumberGenerator {
    /// `SEARCH_TEST_SEED`, or a fixed seed.
    static let seed: UInt64 =
        ProcessInfo.processInfo.environment["SEARCH_TEST_SEED"].flatMap { UInt64($0) } ?? 20_260_401

    /// `SEARCH_TEST_ITERATIONS`, or `standard`.
    static func iterations(_ standard: Int) -> Int {
        ProcessInfo.processInfo.environment["SEARCH_TEST_ITERATIONS"].flatMap { Int($0) }
            ?? standard
    }

    private var state: UInt64

    /// - Parameter stream: tells the numbers of one test from those of another.
    init(stream: UInt64 = 0) { state = TestRandom.seed &+ stream &* 0xD134_2543_DE82_EF95 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// A number below `limit`.
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    /// One of some elements, of which there is at least one.
    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// Some consecutive scalars of a text that is not empty.
    mutating func substring(of text: String, atMost limit: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        let length = min(below(limit) + 1, scalars.count)
        let start = below(scalars.count - length + 1)
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars[start..<start + length])
        return result
    }
}

extension String {
    /// The values of the scalars, to show what cannot be seen.
    var scalarNames: String {
        unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
            .joined(separator: " ")
    }
}
