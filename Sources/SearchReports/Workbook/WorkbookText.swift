/// Prepares texts for the XML of a workbook.
enum WorkbookText {
    /// The text of a cell: without control characters, escaped, and cut to the greatest length of a
    /// cell.
    ///
    /// Tabs and line feeds stay; a carriage return counts as a line end, or as part of the next
    /// one.
    static func cell(_ text: String) -> (text: String, isCut: Bool) {
        let kept = text.utf8.contains(where: mayBeDropped) ? withoutControls(text) : text
        guard kept.utf8.count > WorkbookWriter.longestText,
            kept.utf16.count > WorkbookWriter.longestText
        else { return (escaped(kept), false) }
        var units = 0
        var end = kept.startIndex
        while end < kept.endIndex {
            units += kept[end].utf16.count
            if units > WorkbookWriter.longestText { break }
            end = kept.index(after: end)
        }
        return (escaped(String(kept[..<end])), true)
    }

    /// Whether a dropped character can begin with a byte in UTF-8.
    private static func mayBeDropped(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F || byte == 0xC2
            || byte == 0xEF
    }

    /// The text without the characters that XML 1.0 forbids or discourages.
    private static func withoutControls(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isBehindReturn = false
        for scalar in text.unicodeScalars {
            if isBehindReturn, scalar != "\n" { result.append("\n") }
            isBehindReturn = scalar == "\r"
            switch scalar.value {
            case 0x09, 0x0A: result.append(scalar)
            case ..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: break
            default: result.append(scalar)
            }
        }
        if isBehindReturn { result.append("\n") }
        return String(result)
    }

    /// A text with the special characters of XML escaped, and the escapes of workbooks, such as
    /// `_x000D_`.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: mayNeedEscape) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 16)
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "&"): result += Array("&amp;".utf8)
            case UInt8(ascii: "<"): result += Array("&lt;".utf8)
            case UInt8(ascii: ">"): result += Array("&gt;".utf8)
            case UInt8(ascii: "\""): result += Array("&quot;".utf8)
            case UInt8(ascii: "_") where isEscape(bytes, index): result += Array("_x005F_".utf8)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Whether `_x`, four hexadecimal digits and `_` are at an index.
    private static func isEscape(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return false }
        return bytes[index + 2..<index + 6].allSatisfy {
            Character(UnicodeScalar($0)).isHexDigit
        }
    }
}
