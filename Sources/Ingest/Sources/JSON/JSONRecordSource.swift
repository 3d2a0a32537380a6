internal import JSON
internal import Messages

/// The records of a JSON text, read one by one: the elements of an array, or consecutive values.
///
/// Memory depends on the longest record.
final class JSONRecordSource: RecordSource {
    /// The greatest number of bytes of a record.
    static let recordLengthLimit = JSONLinesReader.defaultLineLengthLimit

    let file: SourceFile
    var problems: SourceProblems { text.problems }

    /// The state of the reader between records.
    private enum State {
        case start
        /// In the array, before an element; which may be missing.
        case element(mayEnd: Bool)
        /// After an element of the array.
        case separator
        /// Between consecutive values.
        case value
        case end
    }

    private let text: TextInput
    private var state = State.start
    private var buffer: [UInt8] = []
    private var filled = 0
    private var position = 0
    private var isAll = false
    private var line = 1
    /// The index up to which lines were counted.
    private var counted = 0

    /// Reads the records of a text.
    init(_ text: TextInput, file: SourceFile) {
        self.text = text
        self.file = file
    }

    func next() throws(IngestError) -> JSONLine? {
        while true {
            guard let byte = try nextByte() else {
                switch state {
                case .start, .value, .end: return nil
                case .element, .separator:
                    throw error("the text ends inside the array; is the file cut off?")
                }
            }
            switch state {
            case .start:
                if byte == UInt8(ascii: "[") {
                    position += 1
                    state = .element(mayEnd: true)
                } else {
                    state = .value
                }
            case .element(let mayEnd):
                if mayEnd, byte == UInt8(ascii: "]") {
                    position += 1
                    state = .end
                } else {
                    let record = try record()
                    state = .separator
                    return record
                }
            case .separator:
                guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") else {
                    throw error(
                        "expected \",\" or \"]\" between the records of the array")
                }
                position += 1
                state = byte == UInt8(ascii: ",") ? .element(mayEnd: false) : .end
            case .value: return try record()
            case .end: throw error("expected nothing after the array of records")
            }
        }
    }

    /// The next byte that is not white space, without consuming it; nil at the end.
    private func nextByte() throws(IngestError) -> UInt8? {
        while true {
            while position < filled {
                if !isJSONWhitespace(buffer[position]) { return buffer[position] }
                position += 1
            }
            if isAll { return nil }
            try readOn()
        }
    }

    /// Reads the record that begins here.
    private func record() throws(IngestError) -> JSONLine {
        var extent = JSONExtent()
        while !extent.scan(buffer.span.extracting(first: filled), from: position), !isAll {
            guard filled - position <= Self.recordLengthLimit else {
                throw error("the record is longer than \(Self.recordLengthLimit) bytes")
            }
            try readOn()
        }
        countLines()
        let length = max(extent.length, 1)
        let piece = buffer
        let bytes = piece.span.extracting(position..<min(position + length, filled))
        do {
            let value = try JSONParser.parse(bytes)
            defer { position += length }
            return JSONLine(path: file.path, number: line, value: value)
        } catch {
            state = .end
            let before = TextInput.lineEnds(
                bytes.extracting(first: min(error.column - 1, bytes.count)))
            throw IngestError(
                path: file.path, line: line + before, message: error.localizedMessage)
        }
    }

    private func error(_ message: Message) -> IngestError {
        countLines()
        state = .end
        return IngestError(path: file.path, line: line, message: message)
    }

    /// Counts the lines up to the current index.
    private func countLines() {
        line += TextInput.lineEnds(buffer.span.extracting(counted..<position))
        counted = position
    }

    private func readOn() throws(IngestError) {
        if position > 0 {
            countLines()
            buffer.replaceSubrange(0..<filled - position, with: buffer[position..<filled])
            filled -= position
            position = 0
            counted = 0
        }
        // Scanning continues where it stopped, so each step may be small.
        if try !text.read(into: &buffer, filled: &filled) { isAll = true }
    }
}

/// Finds the end of a JSON value by its brackets and quotation marks only.
struct JSONExtent {
    /// The number of bytes scanned; the length of the value once it was found.
    private(set) var length = 0

    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Continues scanning; returns true once the value has ended.
    ///
    /// - Parameter start: the start of the value, at a byte that is not white space. The bytes of
    ///   the previous call must not have changed.
    mutating func scan(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        while start + length < bytes.count {
            let byte = bytes[start + length]
            if isInString {
                length += 1
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { return true }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // An unmatched closing bracket ends a word before it.
                if depth == 0 { return true }
                depth -= 1
                if depth == 0 {
                    length += 1
                    return true
                }
            case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
                UInt8(ascii: "\r"):
                if depth == 0 { return true }
            default: break
            }
            length += 1
        }
        return false
    }
}
