/// Finds the words of a normalised text: Japanese ones with ICU's dictionary, others by script.
///
/// The segmenter holds tables and room to work in, so each task has its own.
package final class WordSegmenter {
    private let dictionary: JapaneseDictionary
    private var units: [UInt16] = []
    private var unitStarts: [UInt8] = []
    private var classes = ScalarTable()

    /// Opens a segmenter.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese dictionary.
    package init() throws(ICUError) { dictionary = try JapaneseDictionary() }

    /// Marks where words begin.
    ///
    /// A run of Latin letters or digits is one word; marks and blanks stand by themselves; a run of
    /// Japanese letters is cut by the dictionary.
    ///
    /// - Parameters:
    ///   - base: normalised, unfolded scalars.
    ///   - boundaries: becomes as long as `base`; true where a word, a blank or a mark begins.
    package func segment(_ base: [UInt32], into boundaries: inout [Bool]) {
        boundaries.removeAll(keepingCapacity: true)
        boundaries.reserveCapacity(base.count)
        var index = 0
        while index < base.count {
            let kind = characterClass(base[index])
            var end = index + 1
            if kind.isJapanese {
                while end < base.count, characterClass(base[end]).isJapanese { end += 1 }
                cut(base, index..<end, &boundaries)
            } else {
                boundaries.append(true)
                if kind == .word {
                    while end < base.count, characterClass(base[end]) == .word {
                        boundaries.append(false)
                        end += 1
                    }
                }
            }
            index = end
        }
    }

    private func cut(_ base: [UInt32], _ range: Range<Int>, _ boundaries: inout [Bool]) {
        units.removeAll(keepingCapacity: true)
        for index in range { UTF16Text.append(base[index], to: &units) }
        unitStarts.removeAll(keepingCapacity: true)
        unitStarts.append(contentsOf: repeatElement(0, count: units.count))
        dictionary.markWords(of: units, 0..<units.count, in: &unitStarts)
        if units.count == range.count {
            for start in unitStarts { boundaries.append(start == 1) }
            return
        }
        var unit = 0
        for index in range {
            boundaries.append(unitStarts[unit] == 1)
            unit += base[index] < 0x10000 ? 1 : 2
        }
    }

    /// The class of a scalar, from a table.
    package func characterClass(_ scalar: UInt32) -> CharacterClass {
        let value = classes.entry(scalar) { first in
            (first..<first + 256).map { UInt32(CharacterClass($0).rawValue) }
        }
        return CharacterClass(rawValue: UInt8(truncatingIfNeeded: value)) ?? .mark
    }
}
