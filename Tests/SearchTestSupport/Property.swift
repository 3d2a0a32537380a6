internal import Foundation
package import Testing

/// Sebastiano Vigna's SplitMix64: small, fast and the same everywhere.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Checks a statement on random cases.
///
/// The cases are the same in every run, so that a case which ends the process can be found again;
/// `SEARCH_TEST_SEED` gives others, and `SEARCH_TEST_ITERATIONS` another number of them.
package enum Property {
    package static let seed = environment("SEARCH_TEST_SEED").flatMap { UInt64($0) } ?? 20_260_101
    package static let iterations = environment("SEARCH_TEST_ITERATIONS").flatMap { Int($0) }

    /// Calls `body` with a generator of its own for every case and a comment that names the case.
    package static func check(
        _ cases: Int, _ body: (inout SplitMix64, Comment) throws -> Void
    ) rethrows {
        for index in 0..<(iterations ?? cases) {
            var random = SplitMix64(seed: seed &+ UInt64(index) &* 0x1_0000_0001)
            try body(&random, "SEARCH_TEST_SEED=\(seed), case \(index)")
        }
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name]
    }
}
