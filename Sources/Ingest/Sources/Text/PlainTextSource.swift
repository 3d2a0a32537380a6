/// Plain text or Markdown, line by line.
final class PlainTextSource: DocumentSource {
    let file: SourceFile
    var problems: SourceProblems { lines.text.problems }

    private let lines: TextLines
    private var page = 1
    private var isInCode = false

    /// Reads the lines of a text.
    init(_ text: TextInput, file: SourceFile) {
        lines = TextLines(text)
        self.file = file
    }

    func next() throws(IngestError) -> DocumentBlock? {
        guard var line = try lines.next() else { return nil }
        // A form feed precedes the first line of a page; it rarely follows the last one.
        if line.utf8.contains(0x0C) {
            let scalars = line.unicodeScalars
            page += scalars.prefix { $0 == "\u{C}" }.count
            let behind = scalars.drop { $0 == "\u{C}" }.count { $0 == "\u{C}" }
            line = String(String.UnicodeScalarView(scalars.filter { $0 != "\u{C}" }))
            defer { page += behind }
            return paragraph(line)
        }
        return paragraph(line)
    }

    private func paragraph(_ line: String) -> DocumentBlock {
        var level: Int?
        if file.format == .markdown {
            if line.hasPrefix("```") || line.hasPrefix("~~~") { isInCode.toggle() }
            if !isInCode { level = Self.headingLevel(line) }
        }
        return .paragraph(
            DocumentParagraph(
                text: line, headingLevel: level, page: page, line: lines.number))
    }

    /// The level of a Markdown heading: one to six `#` and a blank.
    static func headingLevel(_ line: some StringProtocol) -> Int? {
        let marks = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(marks) else { return nil }
        let next = line.unicodeScalars.dropFirst(marks).first
        return next == nil || next == " " || next == "\t" || next == "\u{3000}" ? marks : nil
    }
}
