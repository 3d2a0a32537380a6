/// Finds the words of a normalised text: Japanese ones with ICU's dictionary, others by script.
///
/// It holds tables and buffers, so each task needs its own.
package final class WordSegmenter {
    let dictionary: JapaneseDictionary
    private var classes = ScalarTable<UInt8>()
    /// Buffers for the classes and the word starts of a text given as scalars only.
    private var classesOfText: [CharacterClass] = []
    private var starts: [UInt32] = []

    /// Opens a segmenter.
    ///
    /// - Throws: `ICUError` if the installed ICU has no Japanese dictionary.
    package init() throws(ICUError) { dictionary = try JapaneseDictionary() }

    /// Finds the starts of words.
    ///
    /// A run of Latin letters or digits is one word; each mark and each blank is separate; a run of
    /// Japanese letters is segmented by the dictionary.
    ///
    /// - Parameters:
    ///   - text: a normalised text.
    ///   - starts: becomes the positions at which a word, a blank or a mark begins, ascending.
    package func segment(_ text: NormalizedText, into starts: inout [UInt32]) {
        starts.removeAll(keepingCapacity: true)
        segment(text.base, text.classes, into: &starts)
    }

    /// Marks the starts of words.
    ///
    /// - Parameters:
    ///   - base: normalised, unfolded scalars.
    ///   - boundaries: becomes as long as `base`; true where a word, a blank or a mark begins.
    package func segment(_ base: [UInt32], into boundaries: inout [Bool]) {
        classesOfText.removeAll(keepingCapacity: true)
        for scalar in base { classesOfText.append(characterClass(scalar)) }
        var starts = self.starts
        self.starts = []
        starts.removeAll(keepingCapacity: true)
        segment(base, classesOfText, into: &starts)
        boundaries.removeAll(keepingCapacity: true)
        boundaries.append(contentsOf: repeatElement(false, count: base.count))
        for start in starts { boundaries[Int(start)] = true }
        self.starts = starts
    }

    private func segment(
        _ base: [UInt32], _ classes: [CharacterClass], into starts: inout [UInt32]
    ) {
        let count = classes.count
        var index = 0
        while index < count {
            // Skips to the next run of Japanese letters.
            let span = classes.span
            var end = count
            starts.append(addingCapacity: count - index) { output in
                var previous = CharacterClass.mark
                while index < count {
                    let kind = span[index]
                    if kind.isJapanese { break }
                    if kind != .word || previous != .word { output.append(UInt32(index)) }
                    previous = kind
                    index += 1
                }
                end = index
                while end < count, span[end].isJapanese { end += 1 }
            }
            let first = starts.count
            dictionary.appendWords(of: base, index..<end, to: &starts)
            WordSegmenter.mendProvinces(base, index..<end, &starts, from: first)
            index = end
        }
    }

    /// Splits the old provinces 備中国 and 越中国 after 中.
    ///
    /// The dictionary finds 中国 in them, which is a different region. Of the 68 old provinces only
    /// these two end in 中.
    private static func mendProvinces(
        _ base: [UInt32], _ run: Range<Int>, _ starts: inout [UInt32], from first: Int
    ) {
        var kept = first
        var index = first
        while index < starts.count {
            let start = Int(starts[index])
            starts[kept] = starts[index]
            kept += 1
            index += 1
            guard base[start] == 0x4E2D, start > run.lowerBound, start + 1 < run.upperBound,
                base[start + 1] == 0x56FD, base[start - 1] == 0x5099 || base[start - 1] == 0x8D8A
            else { continue }
            starts[kept - 1] += 1
            if index < starts.count, Int(starts[index]) == start + 1 { index += 1 }
        }
        starts.removeLast(starts.count - kept)
    }

    /// The class of a scalar, from a table.
    package func characterClass(_ scalar: UInt32) -> CharacterClass {
        let value = classes.entry(scalar) { first in
            (first..<first + 256).map { CharacterClass($0).rawValue }
        }
        return CharacterClass(rawValue: value) ?? .mark
    }
}
