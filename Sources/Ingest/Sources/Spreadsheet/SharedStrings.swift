internal import JSON
internal import Messages

/// The table of strings shared by the cells of a workbook.
///
/// The strings are stored in one array of bytes. Phonetic runs (`rPh`) are readings of the text and
/// not part of it.
struct SharedStrings {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    private static let names: [StaticString] = ["si", "t", "rPh"]

    /// Makes an empty table.
    init() {}

    /// Reads the part with the strings.
    init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(IngestError) {
        let xml = try XMLPart(entry, of: archive, names: Self.names)
        var isText = false
        while let event = try xml.next() {
            switch event {
            case .start(1): isText = true
            case .end(1): isText = false
            case .start(2): try xml.skip(2)
            case .text(let range) where isText:
                xml.withBytes(range) { ByteSearch.append($0, to: &bytes) }
                try check(archive)
            case .end(0):
                ends.append(bytes.count)
                try check(archive)
            default: break
            }
        }
    }

    private func check(_ archive: ZipArchive) throws(IngestError) {
        guard bytes.count + ends.count * 8 <= archive.limits.sharedStrings else {
            throw archive.refused(
                "its strings have more than \(archive.limits.sharedStrings >> 20) MB")
        }
    }

    /// The number of strings.
    var count: Int { ends.count }

    /// A string; nil if there is none with this index.
    func string(_ index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return EscapedText.string(bytes.span.extracting(start..<ends[index]))
    }
}

/// Decodes texts of workbooks, in which escapes such as `_x000D_` represent characters that XML
/// does not allow.
enum EscapedText {
    /// The text of some bytes, with line ends as line feeds.
    static func string(_ bytes: Span<UInt8>) -> String {
        guard hasEscape(bytes) else { return UTF8Check.wellFormed(bytes) }
        var result = String.UnicodeScalarView()
        let scalars = Array(UTF8Check.wellFormed(bytes).unicodeScalars)
        var index = 0
        while index < scalars.count {
            if let value = escape(scalars, index) {
                index += 7
                // A carriage return either precedes a line feed, or is a line end of its own.
                if value == "\r" {
                    if index < scalars.count, scalars[index] == "\n" { continue }
                    result.append("\n")
                } else if value != "\0" {
                    result.append(value)
                }
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    private static func hasEscape(_ bytes: Span<UInt8>) -> Bool {
        var from = 0
        while let found = ByteSearch.first(UInt8(ascii: "_"), in: bytes, from: from) {
            if found + 6 < bytes.count, bytes[found + 1] == UInt8(ascii: "x"),
                bytes[found + 6] == UInt8(ascii: "_")
            {
                return true
            }
            from = found + 1
        }
        return false
    }

    private static func escape(_ scalars: [Unicode.Scalar], _ start: Int) -> Unicode.Scalar? {
        guard start + 6 < scalars.count, scalars[start] == "_", scalars[start + 1] == "x",
            scalars[start + 6] == "_"
        else { return nil }
        var value: UInt32 = 0
        for scalar in scalars[start + 2..<start + 6] {
            guard let digit = Character(scalar).hexDigitValue, scalar.isASCII else { return nil }
            value = value * 16 + UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}
