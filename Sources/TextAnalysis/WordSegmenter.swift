/// Finds the words of a normalised text: Japanese ones with ICU's dictionary, others by script.
///
/// The segmenter owns a break iterator, so each task has its own.
package final class WordSegmenter {
    private let breaker: ICUWordBreaker
    private var units: [UInt16] = []
    private var classes = ScalarTable()

    /// Opens a segmenter.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese word break rules.
    package init() throws(ICUError) { breaker = try ICUWordBreaker() }

    /// Marks where words begin.
    ///
    /// - Parameters:
    ///   - base: normalised, unfolded scalars.
    ///   - boundaries: becomes as long as `base`; true where a word, a blank or a mark begins.
    package func segment(_ base: [UInt32], into boundaries: inout [Bool]) {
        boundaries.removeAll(keepingCapacity: true)
        boundaries.append(contentsOf: repeatElement(false, count: base.count))
        guard !base.isEmpty else { return }
        boundaries[0] = true
        markDictionaryBoundaries(base, &boundaries)
        var previous = characterClass(base[0])
        for index in 1..<base.count {
            let current = characterClass(base[index])
            if (current == .word) != (previous == .word) || !current.isLetter || !previous.isLetter {
                boundaries[index] = true
            } else if current == .word {
                // A run of Latin letters or digits is one word, whatever ICU thinks of its marks.
                boundaries[index] = false
            }
            previous = current
        }
    }

    /// The class of a scalar, from a table.
    package func characterClass(_ scalar: UInt32) -> CharacterClass {
        let value = classes.entry(scalar) { first in
            (first..<first + 256).map { UInt32(CharacterClass($0).rawValue) }
        }
        return CharacterClass(rawValue: UInt8(truncatingIfNeeded: value)) ?? .mark
    }

    private func markDictionaryBoundaries(_ base: [UInt32], _ boundaries: inout [Bool]) {
        units.removeAll(keepingCapacity: true)
        UTF16Text.append(base, to: &units)
        var index = 0
        var unit = 0
        breaker.forEachBoundary(of: units) { offset in
            while unit < offset {
                unit += base[index] < 0x10000 ? 1 : 2
                index += 1
            }
            if index < base.count { boundaries[index] = true }
        }
    }
}
