internal import JSON
internal import Messages

/// The events of an XML part of a ZIP file, one after another.
final class XMLPart {
    private let reader: XMLReader
    private let entry: ZipEntryReader
    private let archive: ZipArchive
    private let name: String
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var index = 0
    private var isAtEnd = false

    /// Opens a part, for events of elements and attributes with the given names.
    init(
        _ entry: ZipArchive.Entry, of archive: ZipArchive, names: [StaticString]
    ) throws(IngestError) {
        self.archive = archive
        self.name = entry.name
        do throws(XMLReader.Failure) { reader = try XMLReader(names: names) } catch {
            throw IngestError(path: archive.path, message: "there is not enough memory")
        }
        self.entry = try archive.open(entry)
    }

    /// The next event; nil at the end of the document.
    ///
    /// The bytes of texts and attributes are valid only until a call that parses the next chunk, so
    /// read them at once.
    @inline(__always)
    func next() throws(IngestError) -> XMLReader.Event? {
        while index >= reader.count {
            guard try parsePiece() else { return nil }
        }
        defer { index += 1 }
        return reader[index]
    }

    /// The next event, if it is an attribute.
    @inline(__always)
    func nextAttribute() -> (name: Int, value: Range<Int>)? {
        // An element and its attributes are always in the same chunk.
        guard index < reader.count, case .attribute(let name, let value) = reader[index] else {
            return nil
        }
        index += 1
        return (name, value)
    }

    /// Skips the rest of the element that has just started, with its content.
    func skip(_ element: Int) throws(IngestError) {
        var depth = 1
        while depth > 0, let event = try next() {
            switch event {
            case .start(element): depth += 1
            case .end(element): depth -= 1
            default: break
            }
        }
    }

    func string(_ range: Range<Int>) -> String { reader.string(range) }

    @inline(__always)
    func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
        reader.withBytes(range, body)
    }

    /// Whether an attribute is true: `1` or `true`.
    func isTrue(_ range: Range<Int>) -> Bool {
        let text = string(range)
        return text == "1" || text == "true" || text == "on"
    }

    private func parsePiece() throws(IngestError) -> Bool {
        if isAtEnd { return false }
        let count = try entry.read(into: &buffer)
        isAtEnd = count == 0
        index = 0
        let piece = buffer
        do throws(XMLReader.Failure) {
            try reader.parse(piece.span.extracting(first: count), last: isAtEnd)
            return true
        } catch {
            throw described(error)
        }
    }

    private func described(_ failure: XMLReader.Failure) -> IngestError {
        switch failure {
        case .malformed(let reason, let line):
            archive.damaged("\(name), line \(line): \(Message(verbatim: reason))")
        case .documentType:
            archive.refused("\(name) has a document type declaration, which is not allowed")
        case .tooDeep:
            archive.refused(
                "the elements of \(name) are nested more than \(XMLReader.depthLimit) deep")
        case .tokenTooLong:
            archive.refused(
                "a tag of \(name) is longer than \(XMLReader.tokenLimit >> 20) MB")
        case .noMemory:
            IngestError(path: archive.path, message: "there is not enough memory")
        }
    }
}
