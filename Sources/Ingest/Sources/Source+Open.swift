internal import JSON
internal import Messages

/// An opened file, by the kind of its content.
package enum Source {
    /// Records with named fields.
    case records(any RecordSource)
    /// Rows of tables.
    case table(any TableSource)
    /// Paragraphs of running text.
    case document(any DocumentSource)

    /// The number of bytes of a text examined for detection.
    private static let sampleSize = 1 << 20
    /// The number of bytes searched for non-ASCII bytes.
    private static let sampleLimit = 64 << 20

    /// The description of the file.
    package var file: SourceFile {
        switch self {
        case .records(let source): source.file
        case .table(let source): source.file
        case .document(let source): source.file
        }
    }

    /// Opens a file after detecting its format.
    ///
    /// - Parameters:
    ///   - path: The file; `-` for standard input.
    ///   - options: The options that override detection.
    /// - Throws: `IngestError` if the file is missing, empty or damaged, or has an unsupported
    ///   format. The message advises what to save it as.
    package static func open(
        _ path: String, options: SourceOptions = SourceOptions()
    ) throws(IngestError) -> Source {
        try open(try ByteInput(path: path), options: options)
    }

    /// Opens bytes in memory as a file with a name.
    ///
    /// - Throws: `IngestError`, as for a file.
    package static func open(
        _ bytes: [UInt8], name: String, options: SourceOptions = SourceOptions()
    ) throws(IngestError) -> Source {
        try open(try ByteInput(path: name, bytes: bytes), options: options)
    }

    static func open(_ bytes: ByteInput, options: SourceOptions) throws(IngestError) -> Source {
        try bytes.peek(4_096)
        guard !bytes.head.isEmpty else {
            throw IngestError(path: bytes.path, message: "the file is empty (0 bytes)")
        }
        switch FormatDetection.container(bytes.head) {
        case .zip: return try openPackage(bytes, options)
        case .compound: throw try CompoundFile.refusal(bytes)
        case .pdf:
            let file = SourceFile(path: bytes.path, format: .pdf)
            return .document(try PDFTextSource(file: file, program: options.pdfConverter))
        case .refused(let kind):
            throw IngestError(
                path: bytes.path,
                message: "this is a file of \(kind), which is not read; unpack it, or save the "
                    + "data as CSV, .xlsx, .docx or text")
        case nil: break
        }
        if let format = options.format, format == .spreadsheet || format == .wordDocument {
            throw IngestError(
                path: bytes.path, message: "this is not a .\(format.rawValue) file; is it text?")
        }
        return try openText(bytes, options)
    }

    // MARK: ZIP files

    private static func openPackage(
        _ bytes: ByteInput, _ options: SourceOptions
    ) throws(IngestError) -> Source {
        let archive = try ZipArchive(bytes, limits: options.limits)
        guard let package = try OfficePackage(archive) else {
            throw IngestError(path: bytes.path, message: refusal(archive))
        }
        switch package.main.lowercased() {
        case let main where main.hasSuffix(".bin"):
            throw IngestError(
                path: bytes.path,
                message: "this is a binary workbook (.xlsb); save it as .xlsx or CSV")
        case let main
        where main.hasPrefix("xl/") || package.relationships.contains { $0.type == "worksheet" }:
            let file = SourceFile(path: bytes.path, format: .spreadsheet)
            return .table(try SpreadsheetSource(package, file: file))
        case let main where main.hasPrefix("word/"):
            let file = SourceFile(path: bytes.path, format: .wordDocument)
            return .document(try WordDocumentSource(package, file: file))
        default:
            throw IngestError(
                path: bytes.path,
                message: "this is neither a workbook nor a Word document; save it as .xlsx, .docx "
                    + "or text")
        }
    }

    private static func refusal(_ archive: ZipArchive) -> Message {
        isOpenDocument(archive)
            ? "this is a file of OpenDocument (.ods, .odt); save it as .xlsx, .docx or CSV"
            : "this is a ZIP file; unpack it and name the files in it"
    }

    private static func isOpenDocument(_ archive: ZipArchive) -> Bool {
        archive.entry("content.xml") != nil && archive.entry("mimetype") != nil
    }

    // MARK: Text

    private static func openText(
        _ bytes: ByteInput, _ options: SourceOptions
    ) throws(IngestError) -> Source {
        try sample(bytes)
        let isAll = bytes.headIsAll
        var detection: EncodingDetection
        if let encoding = options.encoding {
            detection = EncodingDetection(encoding: encoding)
        } else {
            let found = EncodingDetection.detect(
                bytes.head.span, isAll: isAll)
            guard let found, !isBinary(bytes.head, found.encoding) else {
                throw IngestError(
                    path: bytes.path,
                    message: "this is neither text in UTF-8, UTF-16, Shift_JIS, EUC-JP or "
                        + "ISO-2022-JP nor an Excel or Word file; save it as one of these")
            }
            detection = found
        }
        let text = try decodedSample(bytes, detection.encoding)
        if let kind = FormatDetection.xmlKind(text.span) {
            throw IngestError(path: bytes.path, message: kind.message)
        }
        var (format, delimiter) = FormatDetection.textFormat(
            text.span, isAll: isAll && bytes.head.count <= sampleSize, name: bytes.path)
        if format == .htmlTable, options.encoding == nil,
            let declared = declaredEncoding(text.span), !detection.hasByteOrderMark,
            detection.encoding != .utf8
        {
            detection = EncodingDetection(encoding: declared)
        }
        if let wanted = options.format { format = wanted }
        if format == .delimitedText {
            delimiter = options.delimiter ?? delimiter ?? .comma
        } else if options.delimiter != nil, options.format == nil {
            format = .delimitedText
            delimiter = options.delimiter
        }
        var file = SourceFile(path: bytes.path, format: format)
        file.encoding = detection.encoding
        file.hasByteOrderMark = detection.hasByteOrderMark
        file.isEncodingAmbiguous = detection.isAmbiguous
        file.delimiter = format == .delimitedText ? delimiter : nil
        return try open(bytes, file, options)
    }

    private static func open(
        _ bytes: ByteInput, _ file: SourceFile, _ options: SourceOptions
    ) throws(IngestError) -> Source {
        let encoding = file.encoding ?? .utf8
        if file.format == .jsonLines, encoding == .utf8, bytes.size != nil {
            return .records(try JSONLinesSource(file: file))
        }
        let text = try TextInput(bytes, encoding: encoding)
        switch file.format {
        case .jsonLines, .json: return .records(JSONRecordSource(text, file: file))
        case .htmlTable:
            return .table(
                try HTMLTableSource(text, file: file, limit: options.limits.memory))
        case .delimitedText:
            return .table(
                DelimitedTextSource(text, file: file, delimiter: file.delimiter ?? .comma))
        case .plainText, .markdown, .pdf, .spreadsheet, .wordDocument:
            return .document(PlainTextSource(text, file: file))
        }
    }

    /// Peeks at as much of a text as is needed to detect its charset, because a long table may
    /// begin with ASCII.
    private static func sample(_ bytes: ByteInput) throws(IngestError) {
        var size = sampleSize
        try bytes.peek(size)
        var seen = 0
        while !bytes.headIsAll, size < sampleLimit {
            let isASCII = UTF8Check.check(
                bytes.head.span.extracting(seen..<bytes.head.count)
            ).isASCII
            if !isASCII || bytes.head.contains(0x1B) { return }
            seen = bytes.head.count
            size *= 2
            try bytes.peek(size)
        }
    }

    /// Whether decodable bytes are not text nevertheless, because many are control characters.
    private static func isBinary(_ bytes: [UInt8], _ encoding: TextEncoding) -> Bool {
        guard encoding != .utf16LittleEndian, encoding != .utf16BigEndian else { return false }
        let sample = bytes.prefix(1 << 16)
        let controls = sample.count { byte in
            byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D && byte != 0x0C
                && byte != 0x1B && byte != 0x1A
        }
        return controls * 10 > sample.count
    }

    /// The start of a text in UTF-8.
    private static func decodedSample(
        _ bytes: ByteInput, _ encoding: TextEncoding
    ) throws(IngestError) -> [UInt8] {
        let start = Array(bytes.head.prefix(sampleSize))
        let input = try TextInput(try ByteInput(path: bytes.path, bytes: start), encoding: encoding)
        var text: [UInt8] = []
        var filled = 0
        while try input.read(into: &text, filled: &filled) {}
        text.removeLast(text.count - filled)
        return text
    }

    /// The charset declared by a page.
    private static func declaredEncoding(_ page: Span<UInt8>) -> TextEncoding? {
        let head = UTF8Check.wellFormed(page.extracting(first: min(page.count, 4_096))).lowercased()
        guard let found = head.firstRange(of: "charset=") else { return nil }
        let name = head[found.upperBound...].drop { $0 == "\"" || $0 == "'" }
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        switch name {
        case "utf-8", "utf8": return .utf8
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms932":
            return .cp932
        case "euc-jp", "x-euc-jp", "eucjp": return .eucJP
        case "iso-2022-jp": return .iso2022JP
        default: return nil
        }
    }
}
