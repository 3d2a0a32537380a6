internal import JSON
internal import Messages

/// Detects the format of a file from its first bytes.
enum FormatDetection {
    /// The container format of the first bytes, before they are treated as text.
    enum Container: Equatable {
        case zip
        /// Microsoft's compound files: Office before 2007, Ichitaro, and protected files.
        case compound
        case pdf
        /// An unsupported format, and its name.
        case refused(String)
    }

    /// The container format of a file that begins with some bytes; nil if it may be text.
    static func container(_ head: [UInt8]) -> Container? {
        if starts(head, [0x50, 0x4B, 3, 4]) || starts(head, [0x50, 0x4B, 5, 6]) { return .zip }
        if starts(head, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
        if starts(head, Array("%PDF-".utf8)) { return .pdf }
        let others: [([UInt8], String)] = [
            ([0x1F, 0x8B], "gzip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
            ([0x42, 0x5A, 0x68], "bzip2"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
            ([0x37, 0x7A, 0xBC, 0xAF], "7-Zip"), (Array("Rar!".utf8), "RAR"),
            ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
            (Array("GIF8".utf8), "GIF"), (Array("SQLite format 3".utf8), "SQLite"),
            (Array("PAR1".utf8), "Parquet"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
            ([0x00, 0x06, 0x15, 0x61], "Access"), (Array("{\\rtf".utf8), "RTF"),
            (Array("MIME-Version:".utf8), "MHTML"),
        ]
        return others.first { starts(head, $0.0) }.map { .refused($0.1) }
    }

    private static func starts(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
        bytes.count >= mark.count && bytes[..<mark.count].elementsEqual(mark)
    }

    /// The format of a text.
    ///
    /// - Parameters:
    ///   - text: The start of the text, in UTF-8.
    ///   - isAll: Whether this is the whole text.
    ///   - name: The name of the file, which decides only between a table of one column and lines
    ///     of text.
    static func textFormat(
        _ text: Span<UInt8>, isAll: Bool, name: String
    ) -> (format: FileFormat, delimiter: Delimiter?) {
        if let json = jsonFormat(text, isAll: isAll) { return (json, nil) }
        if isHTML(text) { return (.htmlTable, nil) }
        if let delimiter = hintedDelimiter(text) { return (.delimitedText, delimiter) }
        let lower = name.lowercased()
        let named = namedDelimiter(lower)
        let found = DelimiterDetection.detect(text, isAll: isAll, isNamedTable: named != nil)
        if let found, !isMarkdownTable(text) { return (.delimitedText, found) }
        if let named { return (.delimitedText, named) }
        if lower.hasSuffix(".md") || lower.hasSuffix(".markdown") || hasMarkdownHeadings(text) {
            return (.markdown, nil)
        }
        return (.plainText, nil)
    }

    /// The delimiter that the name of a file indicates.
    private static func namedDelimiter(_ name: String) -> Delimiter? {
        if name.hasSuffix(".csv") { return .comma }
        return name.hasSuffix(".tsv") || name.hasSuffix(".tab") ? .tab : nil
    }

    // MARK: JSON

    /// JSON Lines if the first line is a complete value or invalid, JSON if it only begins one.
    private static func jsonFormat(_ text: Span<UInt8>, isAll: Bool) -> FileFormat? {
        var start = 0
        while start < text.count, isJSONWhitespace(text[start]) { start += 1 }
        guard start < text.count else { return nil }
        var next = start + 1
        while next < text.count, isJSONWhitespace(text[next]) { next += 1 }
        let follows = next < text.count ? text[next] : 0
        switch text[start] {
        case UInt8(ascii: "["):
            // [1] is a footnote; records are objects.
            let isArray =
                follows == UInt8(ascii: "{") || follows == UInt8(ascii: "]") || follows == 0
            return isArray ? .json : nil
        case UInt8(ascii: "{"):
            guard follows == UInt8(ascii: "\"") || follows == UInt8(ascii: "}") || follows == 0
            else { return nil }
            let line = text.extracting(
                start..<(ByteSearch.first(UInt8(ascii: "\n"), in: text, from: start) ?? text.count))
            var extent = JSONExtent()
            guard extent.scan(line, from: 0) else {
                // A line that continues beyond the sample is a long record.
                return start + line.count == text.count && !isAll ? .jsonLines : .json
            }
            // Several objects on one line are not JSON Lines.
            for index in extent.length..<line.count where !isJSONWhitespace(line[index]) {
                return line[index] == UInt8(ascii: "{") ? .json : .jsonLines
            }
            return .jsonLines
        default: return nil
        }
    }

    // MARK: HTML and Markdown

    private static func isHTML(_ text: Span<UInt8>) -> Bool {
        var tokenizer = HTMLTokenizer()
        while tokenizer.position < text.count, HTMLTokenizer.isBlank(text[tokenizer.position]) {
            tokenizer.position += 1
        }
        guard tokenizer.position < text.count, text[tokenizer.position] == UInt8(ascii: "<"),
            case .start(let name, _) = tokenizer.next(
                text.extracting(first: min(text.count, 1 << 16)))
        else { return false }
        return ["html", "head", "body", "table", "meta", "title", "style", "div", "center"]
            .contains(name)
    }

    /// XML that is not an HTML page.
    enum XMLKind {
        case workbook, document, other

        /// Advice on what to save it as.
        var message: Message {
            switch self {
            case .workbook: "this is a workbook in XML of 2003; save it as .xlsx or CSV"
            case .document: "this is a Word document in XML of 2003; save it as .docx"
            case .other: "XML of this kind is not read; save the data as CSV, .xlsx or JSON"
            }
        }
    }

    /// The kind of XML of a text; nil if it is not XML.
    static func xmlKind(_ text: Span<UInt8>) -> XMLKind? {
        var start = 0
        while start < text.count, HTMLTokenizer.isBlank(text[start]) { start += 1 }
        let mark = Array("<?xml".utf8)
        guard start + mark.count <= text.count,
            (0..<mark.count).allSatisfy({ text[start + $0] == mark[$0] })
        else { return nil }
        let head = UTF8Check.wellFormed(text.extracting(first: min(text.count, 2_000)))
        if head.contains("<html") || head.contains("<HTML") { return nil }
        if head.contains("Excel.Sheet")
            || head.contains("urn:schemas-microsoft-com:office:spreadsheet")
        {
            return .workbook
        }
        return head.contains("Word.Document") ? .document : .other
    }

    /// Excel's own hint in the first line, `sep=;`.
    private static func hintedDelimiter(_ text: Span<UInt8>) -> Delimiter? {
        guard text.count >= 6 else { return nil }
        let mark = Array("sep=".utf8)
        guard (0..<mark.count).allSatisfy({ text[$0] | 0x20 == mark[$0] | 0x20 }),
            text[5] == UInt8(ascii: "\n") || text[5] == UInt8(ascii: "\r")
        else { return nil }
        return Delimiter(rawValue: text[4])
    }

    private static func isMarkdownTable(_ text: Span<UInt8>) -> Bool {
        lines(text).contains { line in
            line.hasPrefix("|") && line.contains("---")
                && line.utf8.allSatisfy { "|-: \r".utf8.contains($0) }
        }
    }

    private static func hasMarkdownHeadings(_ text: Span<UInt8>) -> Bool {
        lines(text).contains { PlainTextSource.headingLevel($0) != nil }
    }

    private static func lines(_ text: Span<UInt8>) -> [Substring] {
        UTF8Check.wellFormed(text.extracting(first: min(text.count, 1 << 16)))
            .split(whereSeparator: \.isNewline)
    }
}
