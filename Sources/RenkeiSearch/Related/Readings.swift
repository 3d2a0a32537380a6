internal import CWordTables

/// The readings of words written with kanji, from a built-in table: としょかん is 図書館.
///
/// They serve suggestions only; a search does not treat homophones as equal.
enum Readings {
    /// The words with a given reading in hiragana, the most frequent first; empty if the reading is
    /// unknown.
    static func words(_ reading: String) -> [String] {
        let wanted = Array(reading.utf8)
        guard !wanted.isEmpty else { return [] }
        // Binary search over offsets, which may be inside a line.
        var low: UInt32 = 0
        var high = word_tables_readings_size
        while low < high {
            let start = lineStart(low + (high - low) / 2, notBefore: low)
            switch order(of: wanted, atLine: start) {
            case 0: return words(atLine: start + UInt32(wanted.count) + 1)
            case ..<0: high = start
            default: low = lineEnd(start) + 1
            }
        }
        return []
    }

    /// The words whose readings begin with the given hiragana, in the order of readings.
    ///
    /// - Parameter limit: the greatest number of readings examined.
    static func words(
        beginning reading: String, limit: Int
    ) -> [(word: String, isWhole: Bool)] {
        let wanted = Array(reading.utf8)
        guard !wanted.isEmpty else { return [] }
        // Finds the first line that is not before the reading.
        var low: UInt32 = 0
        var high = word_tables_readings_size
        while low < high {
            let start = lineStart(low + (high - low) / 2, notBefore: low)
            if order(of: wanted, atLine: start) > 0 {
                low = lineEnd(start) + 1
            } else {
                high = start
            }
        }
        var found: [(word: String, isWhole: Bool)] = []
        var line = low
        var lines = 0
        while lines < limit, line < word_tables_readings_size {
            let end = line + UInt32(wanted.count)
            guard
                wanted.indices.allSatisfy({
                    word_tables_readings_byte(line + UInt32($0)) == wanted[$0]
                })
            else { break }
            let stop = lineEnd(line)
            if let mark = (end..<stop).first(where: { word_tables_readings_byte($0) == tab }) {
                for word in words(atLine: mark + 1) { found.append((word, mark == end)) }
            }
            line = stop + 1
            lines += 1
        }
        return found
    }

    private static func lineStart(_ index: UInt32, notBefore least: UInt32) -> UInt32 {
        var start = index
        while start > least, word_tables_readings_byte(start - 1) != newline { start -= 1 }
        return start
    }

    private static func lineEnd(_ start: UInt32) -> UInt32 {
        var end = start
        while end < word_tables_readings_size, word_tables_readings_byte(end) != newline {
            end += 1
        }
        return end
    }

    /// The comparison of a reading with that of a line: negative if it comes first, 0 if they are
    /// equal.
    private static func order(of reading: [UInt8], atLine start: UInt32) -> Int {
        for (index, byte) in reading.enumerated() {
            let other = word_tables_readings_byte(start + UInt32(index))
            // Tab and line end are less than any letter, and so is the # of the first lines.
            if byte != other { return Int(byte) - Int(other) }
        }
        return word_tables_readings_byte(start + UInt32(reading.count)) == tab ? 0 : -1
    }

    private static func words(atLine start: UInt32) -> [String] {
        var bytes: [UInt8] = []
        for index in start..<lineEnd(start) { bytes.append(word_tables_readings_byte(index)) }
        return bytes.split(separator: comma).map { String(decoding: $0, as: UTF8.self) }
    }

    private static let newline: UInt8 = 0x0A
    private static let tab: UInt8 = 0x09
    private static let comma: UInt8 = 0x2C
}
