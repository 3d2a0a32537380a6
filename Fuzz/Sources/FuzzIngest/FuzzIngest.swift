import Ingest

#if canImport(Glibc)
    import Glibc
#endif

/// What the bytes of the fuzzer are.
enum Kind: String {
    /// A file of any kind.
    case file
    /// The parts of a workbook, separated by FF: a sheet, strings, styles.
    case sheet
    /// The parts of a Word document, separated by FF: the document, styles.
    case word
    /// Delimited text in the charset and with the delimiter that the first byte says.
    case csv

    /// The kind that the environment names.
    static let chosen: Kind = {
        guard let name = getenv("FUZZ_KIND") else { return .file }
        return Kind(rawValue: String(cString: name)) ?? .file
    }()
}

/// Reads a file that is made of bytes of the fuzzer.
///
/// An error is as good as rows; to trap, to write
/// outside of memory and to run on without end is not.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var options = SourceOptions()
    options.limits.ratioGrace = 1 << 20
    options.limits.memory = 64 << 20
    // No program is started for each PDF.
    options.pdfConverter = "/nonexistent"
    switch Kind.chosen {
    case .file: read(bytes, options)
    case .sheet:
        let parts = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)
        func text(_ index: Int) -> String {
            parts.indices.contains(index) ? String(decoding: parts[index], as: UTF8.self) : ""
        }
        var workbook = WorkbookWriter(rows: "", strings: text(1), styles: text(2))
        workbook.sheets[0].content = text(0)
        read(workbook.finished(), options)
    case .word:
        let parts = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)
        var zip = ZipWriter()
        let type = "Type=\"a/styles\" Target=\"styles.xml\""
        zip.add(
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"s\" \(type)/></Relationships>")
        zip.add("word/document.xml", parts.isEmpty ? [] : Array(parts[0]))
        zip.add("word/styles.xml", parts.count < 2 ? [] : Array(parts[1]))
        read(zip.finished(), options)
    case .csv:
        guard let first = bytes.first else { return 0 }
        options.format = .delimitedText
        options.encoding = TextEncoding.allCases[Int(first) % TextEncoding.allCases.count]
        options.delimiter = Delimiter.allCases[Int(first >> 4) % Delimiter.allCases.count]
        read(Array(bytes.dropFirst()), options)
    }
    return 0
}

/// Reads all that a file holds.
private func read(_ bytes: [UInt8], _ options: SourceOptions) {
    do {
        switch try Source.open(bytes, name: "fuzz", options: options) {
        case .records(let records): while try records.next() != nil {}
        case .document(let document): while try document.next() != nil {}
        case .table(let table):
            var row = TableRow()
            for sheet in table.sheets.indices.prefix(8) {
                try table.select(sheet: sheet)
                while try table.next(&row) {}
            }
        }
    } catch {
        // That it can be told is part of it.
        _ = "\(error)"
    }
}
