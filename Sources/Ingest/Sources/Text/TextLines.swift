internal import JSON
internal import Messages

/// The lines of a text, without their ends: LF, CRLF or CR.
final class TextLines {
    /// The greatest number of bytes of a line.
    static let lengthLimit = 64 << 20

    let text: TextInput
    /// The number of the last line, counted from 1.
    private(set) var number = 0

    private var buffer: [UInt8] = []
    private var filled = 0
    private var start = 0
    private var isAll = false

    init(_ text: TextInput) { self.text = text }

    /// The next line, or nil after the last.
    func next() throws(IngestError) -> String? {
        var searched = start
        while true {
            var end = searched
            while end < filled, buffer[end] != UInt8(ascii: "\n"), buffer[end] != UInt8(ascii: "\r")
            {
                end += 1
            }
            // A line feed may follow a carriage return.
            let isWhole = end < filled && (buffer[end] == UInt8(ascii: "\n") || end + 1 < filled)
            if isWhole || isAll {
                if start == filled { return nil }
                let line = UTF8Check.wellFormed(buffer.span.extracting(start..<end))
                if end + 1 < filled, buffer[end] == UInt8(ascii: "\r"),
                    buffer[end + 1] == UInt8(ascii: "\n")
                {
                    end += 1
                }
                start = min(end + 1, filled)
                number += 1
                return line
            }
            guard end - start <= Self.lengthLimit else {
                throw IngestError(
                    path: text.bytes.path, line: number + 1,
                    message: "the line is longer than \(Self.lengthLimit >> 20) MB")
            }
            searched = end - start
            if start > 0 {
                buffer.replaceSubrange(0..<filled - start, with: buffer[start..<filled])
                filled -= start
                start = 0
            }
            if try !text.read(into: &buffer, filled: &filled) { isAll = true }
        }
    }
}
