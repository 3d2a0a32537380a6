/// The unit of offsets in a text.
public enum OffsetUnit: String, Sendable, CaseIterable {
    /// Bytes of UTF-8.
    case utf8
    /// Code units of UTF-16, as `NSString`, JavaScript and Java count.
    case utf16
    /// Unicode scalars, as Python and R count characters.
    case characters

    /// Converts ranges of a text to this unit.
    ///
    /// - Parameters:
    ///   - ranges: UTF-8 ranges, ordered by start, that begin and end between scalars.
    ///   - text: the text.
    /// - Complexity: O(n) in the length of the text and the number of ranges.
    public func ranges(of ranges: [Range<Int>], in text: String) -> [Range<Int>] {
        if self == .utf8 { return ranges }
        let utf8 = text.utf8
        var result: [Range<Int>] = []
        var cursor = (bytes: 0, units: 0, index: utf8.startIndex)
        for range in ranges {
            cursor = advanced(cursor, to: range.lowerBound, utf8)
            let start = cursor.units
            // The next range may begin within this one.
            result.append(start..<advanced(cursor, to: range.upperBound, utf8).units)
        }
        return result
    }

    private func advanced(
        _ cursor: (bytes: Int, units: Int, index: String.Index), to offset: Int,
        _ utf8: String.UTF8View
    ) -> (bytes: Int, units: Int, index: String.Index) {
        var cursor = cursor
        while cursor.bytes < offset, cursor.index < utf8.endIndex {
            let byte = utf8[cursor.index]
            // A scalar of four bytes takes two UTF-16 units.
            if byte & 0xC0 != 0x80 { cursor.units += self == .utf16 && byte >= 0xF0 ? 2 : 1 }
            cursor.index = utf8.index(after: cursor.index)
            cursor.bytes += 1
        }
        return cursor
    }
}
