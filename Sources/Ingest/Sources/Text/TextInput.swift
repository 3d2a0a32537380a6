internal import JSON
internal import Messages
internal import TextAnalysis

/// The text of a file as well-formed UTF-8, in chunks, whatever its charset.
///
/// A byte order mark and NUL bytes are left out. Invalid bytes become U+FFFD. Both are reported
/// with their lines.
final class TextInput {
    /// The greatest number of bytes read at a time.
    static let chunkSizeLimit = 1 << 18

    let bytes: ByteInput
    let encoding: TextEncoding

    /// The problems noticed so far.
    private(set) var problems = SourceProblems()

    /// The number of bytes read at a time.
    private var chunkSize = TextInput.chunkSizeLimit
    private var decoder: CharsetDecoder?
    private var chunk: [UInt8] = []
    /// The part of the chunk that is not decoded yet.
    private var rest = 0..<0
    private var isAtEnd = false
    private var isDone = false
    private var isAtStart = true
    /// The number of lines that ended before the next byte, and whether that follows a carriage
    /// return.
    private var lines = 0
    private var endsInReturn = false

    /// Reads a file from its start.
    init(_ bytes: ByteInput, encoding: TextEncoding) throws(IngestError) {
        self.bytes = bytes
        self.encoding = encoding
        try rewind()
    }

    /// Returns to the start, if possible.
    func rewind() throws(IngestError) {
        try bytes.rewind()
        // Many files are small, so the buffer is no larger than needed. Some extra bytes detect the
        // end.
        chunkSize = min(Self.chunkSizeLimit, (bytes.remaining ?? Self.chunkSizeLimit) + 64)
        if encoding != .utf8 {
            do { decoder = try CharsetDecoder(encoding.nameInICU) } catch {
                throw IngestError(path: bytes.path, message: error.localizedDescription)
            }
        }
        problems = SourceProblems()
        rest = 0..<0
        isAtEnd = false
        isDone = false
        isAtStart = true
        lines = 0
        endsInReturn = false
    }

    /// Appends the next chunk after the first `filled` bytes of an array, which grows as needed;
    /// false at the end of the text.
    func read(into buffer: inout [UInt8], filled: inout Int) throws(IngestError) -> Bool {
        let start = filled
        while filled == start {
            if isDone { return false }
            if decoder == nil {
                try readUTF8(into: &buffer, filled: &filled)
            } else {
                try decode(into: &buffer, filled: &filled)
            }
            if isAtStart, filled > start { dropByteOrderMark(&buffer, start, &filled) }
            dropNULs(&buffer, start, &filled)
            countLines(buffer, start..<filled)
        }
        return true
    }

    private static func makeRoom(_ count: Int, in buffer: inout [UInt8], behind filled: Int) {
        guard buffer.count - filled < count else { return }
        let more = max(count - (buffer.count - filled), buffer.count / 2)
        buffer += [UInt8](repeating: 0, count: more)
    }

    // MARK: UTF-8

    /// Reads bytes unchanged, after the rest of an incomplete character.
    private func readUTF8(into buffer: inout [UInt8], filled: inout Int) throws(IngestError) {
        Self.makeRoom(rest.count + chunkSize, in: &buffer, behind: filled)
        let start = filled
        var end = start
        for index in rest {
            buffer[end] = chunk[index]
            end += 1
        }
        rest = 0..<0
        let read = try bytes.read(into: &buffer, from: end)
        end += read
        if read == 0 {
            isDone = true
        } else {
            let whole = Self.endOfWholeScalars(buffer, start..<end)
            chunk.removeAll(keepingCapacity: true)
            chunk.append(contentsOf: buffer[whole..<end])
            rest = 0..<chunk.count
            end = whole
        }
        if UTF8Check.check(buffer.span.extracting(start..<end)).isValid {
            filled = end
        } else {
            let (repaired, repairedIndices) = Self.repaired(buffer.span.extracting(start..<end))
            Self.makeRoom(repaired.count, in: &buffer, behind: start)
            buffer.replaceSubrange(start..<start + repaired.count, with: repaired)
            filled = start + repaired.count
            for position in repairedIndices {
                noteUnknown(at: start + position, in: buffer, from: start)
            }
        }
    }

    /// The start of the last character if it is incomplete, or else the end.
    private static func endOfWholeScalars(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var index = range.upperBound
        let least = max(range.lowerBound, range.upperBound - 4)
        while index > least {
            index -= 1
            let byte = bytes[index]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return index + length > range.upperBound ? index : range.upperBound
        }
        return range.upperBound
    }

    /// The bytes with U+FFFD in place of malformed ones, and the indices of these.
    private static func repaired(_ bytes: Span<UInt8>) -> (bytes: [UInt8], repairedIndices: [Int]) {
        var result: [UInt8] = []
        var repairedIndices: [Int] = []
        var start = 0
        while start < bytes.count {
            let rest = bytes.extracting(start..<bytes.count)
            var end = bytes.count
            var next = bytes.count
            do { _ = try UTF8Span(validating: rest) } catch {
                end = start + error.byteOffsets.lowerBound
                next = max(start + error.byteOffsets.upperBound, end + 1)
            }
            ByteSearch.append(bytes.extracting(start..<end), to: &result)
            if end < bytes.count {
                repairedIndices.append(result.count)
                result += [0xEF, 0xBF, 0xBD]
            }
            start = next
        }
        return (result, repairedIndices)
    }

    // MARK: Other charsets

    private func decode(into buffer: inout [UInt8], filled: inout Int) throws(IngestError) {
        guard let decoder else { return }
        if rest.isEmpty, !isAtEnd {
            if chunk.count < chunkSize {
                chunk = [UInt8](repeating: 0, count: chunkSize)
            }
            let read = try bytes.read(into: &chunk, from: 0)
            rest = 0..<read
            isAtEnd = read == 0
        }
        Self.makeRoom(chunkSize, in: &buffer, behind: filled)
        let start = filled
        do {
            let step = try decoder.decode(
                chunk.span.extracting(rest), last: isAtEnd, into: &buffer, from: filled)
            rest = rest.lowerBound + step.taken..<rest.upperBound
            filled += step.given
            if isAtEnd, rest.isEmpty, filled < buffer.count { isDone = true }
            noteUnknown(step.unknown, in: buffer, start..<filled)
            notePrivateUse(in: buffer, start..<filled)
        } catch {
            throw IngestError(path: bytes.path, message: error.localizedDescription)
        }
    }

    private func noteUnknown(_ count: Int, in buffer: [UInt8], _ range: Range<Int>) {
        guard count > 0 else { return }
        var left = count
        var index = range.lowerBound
        while left > 0, index + 2 < range.upperBound {
            if buffer[index] == 0xEF, buffer[index + 1] == 0xBF, buffer[index + 2] == 0xBD {
                noteUnknown(at: index, in: buffer, from: range.lowerBound)
                left -= 1
            }
            index += 1
        }
    }

    private func noteUnknown(at position: Int, in buffer: [UInt8], from start: Int) {
        problems.add(.undecodableBytes) {
            let line = line(of: position, in: buffer, from: start)
            return IngestError(
                path: bytes.path, line: line,
                message: "a byte in line \(line) has no meaning in \(encoding.name)")
        }
    }

    private func notePrivateUse(in buffer: [UInt8], _ range: Range<Int>) {
        // User-defined characters of CP932 begin with this byte, and little else does.
        let seen = buffer.span.extracting(range)
        var from = 0
        while let found = ByteSearch.first(0xEE, in: seen, from: from) {
            from = found + 1
            guard found + 2 < seen.count, seen[found + 1] >= 0x80 else { continue }
            problems.add(.privateUseCharacters) {
                let line = line(
                    of: range.lowerBound + found, in: buffer, from: range.lowerBound)
                return IngestError(
                    path: bytes.path, line: line,
                    message: "line \(line) has a character of the user's own font (外字)")
            }
        }
    }

    // MARK: What is left out, and lines

    private func dropByteOrderMark(_ buffer: inout [UInt8], _ start: Int, _ filled: inout Int) {
        isAtStart = false
        guard filled - start >= 3, buffer[start] == 0xEF, buffer[start + 1] == 0xBB,
            buffer[start + 2] == 0xBF
        else { return }
        buffer.removeSubrange(start..<start + 3)
        filled -= 3
    }

    private func dropNULs(_ buffer: inout [UInt8], _ start: Int, _ filled: inout Int) {
        guard
            let first = ByteSearch.first(
                0, in: buffer.span.extracting(first: filled), from: start)
        else { return }
        var end = first
        for index in first..<filled {
            if buffer[index] == 0 {
                problems.add(.nulBytes) {
                    let line = line(of: end, in: buffer, from: start)
                    return IngestError(
                        path: bytes.path, line: line,
                        message: "a NUL byte in line \(line) is left out")
                }
            } else {
                buffer[end] = buffer[index]
                end += 1
            }
        }
        filled = end
    }

    /// The line, from 1, of an index in the chunk that begins at `start`.
    private func line(of position: Int, in buffer: [UInt8], from start: Int) -> Int {
        lines + 1 + Self.lineEnds(buffer.span.extracting(start..<position), after: endsInReturn)
    }

    private func countLines(_ buffer: [UInt8], _ range: Range<Int>) {
        guard let last = buffer[range].last else { return }
        lines += Self.lineEnds(buffer.span.extracting(range), after: endsInReturn)
        endsInReturn = last == UInt8(ascii: "\r")
    }

    /// The number of line ends in some bytes; CR LF counts once.
    static func lineEnds(_ bytes: Span<UInt8>, after isAfterReturn: Bool = false) -> Int {
        var count = ByteSearch.count(UInt8(ascii: "\n"), in: bytes)
        if isAfterReturn, bytes.count > 0, bytes[0] == UInt8(ascii: "\n") { count -= 1 }
        var from = 0
        while let found = ByteSearch.first(UInt8(ascii: "\r"), in: bytes, from: from) {
            from = found + 1
            if from == bytes.count || bytes[from] != UInt8(ascii: "\n") { count += 1 }
        }
        return count
    }
}

extension TextEncoding {
    /// The name by which ICU opens the charset.
    var nameInICU: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        // ibm-943_P15A-2003, which has the vendor characters, and ～ and － as in Windows.
        case .cp932: "cp932"
        case .eucJP: "EUC-JP"
        case .iso2022JP: "ISO-2022-JP"
        }
    }

    /// The usual name.
    package var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .cp932: "CP932 (Shift_JIS)"
        case .eucJP: "EUC-JP"
        case .iso2022JP: "ISO-2022-JP"
        }
    }
}
