internal import Messages

/// One line of a topics, judgments or run file.
struct TextLine {
    /// The name of the source, for errors.
    let source: String

    /// The number of the line, counted from 1.
    let number: Int

    /// The line without its end.
    let text: String

    /// Splits bytes into lines, leaving out those that hold nothing but spaces and tabs.
    ///
    /// A byte order mark at the start and a carriage return at the end of a line are dropped.
    ///
    /// - Throws: ``EvaluationError`` for a line that is not UTF-8.
    static func lines(of bytes: [UInt8], source: String) throws(EvaluationError) -> [TextLine] {
        var lines: [TextLine] = []
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
        var number = 0
        while !rest.isEmpty {
            number += 1
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            var content = rest[rest.startIndex..<end]
            rest = rest[end...].dropFirst()
            if content.last == UInt8(ascii: "\r") { content.removeLast() }
            if content.allSatisfy(isBlank) { continue }
            guard let text = String(validating: content, as: UTF8.self) else {
                throw EvaluationError(file: source, line: number, message: "is not UTF-8")
            }
            lines.append(TextLine(source: source, number: number, text: text))
        }
        return lines
    }

    /// The columns of the line, separated by spaces and tabs.
    ///
    /// The line is split between bytes, so that a combining mark after a space does not hide it.
    var columns: [String] {
        text.utf8.split(whereSeparator: Self.isBlank).map { String(Substring($0)) }
    }

    /// The columns of the line, separated by single tabs; a column may be empty.
    var tabbedColumns: [String] {
        text.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }

    /// An error about this line.
    func error(_ message: Message) -> EvaluationError {
        EvaluationError(file: source, line: number, message: message)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
