internal import JSON

/// Splits HTML into tags and texts, tolerating errors.
///
/// Comments, declarations, and the content of scripts and styles are skipped.
struct HTMLTokenizer {
    /// A token of the page.
    enum Token {
        case start(name: String, attributes: Range<Int>)
        case end(name: String)
        case text(Range<Int>)
    }

    /// The start of the next token.
    var position = 0

    /// The next token; nil at the end.
    mutating func next(_ bytes: Span<UInt8>) -> Token? {
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                return text(bytes, from: position + 1)
            }
            guard position + 1 < bytes.count else { return text(bytes, from: bytes.count) }
            switch bytes[position + 1] {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration(bytes)
            case UInt8(ascii: "/"):
                let name = Self.name(bytes, from: position + 2)
                guard !name.isEmpty else { return text(bytes, from: position + 1) }
                position = Self.endOfTag(bytes, from: position + 2)
                return .end(name: name)
            default:
                let name = Self.name(bytes, from: position + 1)
                // A `<` that does not open a tag is text.
                guard !name.isEmpty else { return text(bytes, from: position + 1) }
                let attributes = position + 1 + name.utf8.count
                position = Self.endOfTag(bytes, from: attributes)
                if name == "script" || name == "style" { skipRawText(bytes, name) }
                return .start(name: name, attributes: attributes..<max(attributes, position - 1))
            }
        }
        return nil
    }

    private mutating func text(_ bytes: Span<UInt8>, from next: Int) -> Token {
        let start = position
        position =
            ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: min(next, bytes.count))
            ?? bytes.count
        return .text(start..<position)
    }

    /// Skips a comment, declaration or instruction.
    private mutating func skipDeclaration(_ bytes: Span<UInt8>) {
        let isComment =
            position + 3 < bytes.count && bytes[position + 1] == UInt8(ascii: "!")
            && bytes[position + 2] == UInt8(ascii: "-") && bytes[position + 3] == UInt8(ascii: "-")
        var from = position + (isComment ? 4 : 2)
        while let end = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: min(from, bytes.count))
        {
            from = end + 1
            if isComment,
                bytes[end - 1] != UInt8(ascii: "-") || bytes[end - 2] != UInt8(ascii: "-")
            {
                continue
            }
            position = from
            return
        }
        position = bytes.count
    }

    /// Skips to the end tag of an element whose content is not markup.
    private mutating func skipRawText(_ bytes: Span<UInt8>, _ name: String) {
        var from = position
        while let found = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: from) {
            from = found + 1
            if from < bytes.count, bytes[from] == UInt8(ascii: "/"),
                Self.name(bytes, from: from + 1) == name
            {
                position = found
                return
            }
        }
        position = bytes.count
    }

    /// The name of a tag in lower case, without a prefix; empty if there is none.
    private static func name(_ bytes: Span<UInt8>, from start: Int) -> String {
        var name: [UInt8] = []
        var index = start
        while index < bytes.count, name.count < 32 {
            let byte = bytes[index]
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            let isFurther =
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "-")
            guard isLetter || isFurther && !name.isEmpty else { break }
            name.append(isLetter ? byte | 0x20 : byte)
            index += 1
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// The index after the end of a tag, a `>` outside of quotation marks.
    private static func endOfTag(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var quote: UInt8 = 0
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                // A quotation mark that does not follow `=` has no meaning.
                if index >= 2, bytes[index - 2] == UInt8(ascii: "=") || isBlank(bytes[index - 2]) {
                    quote = byte
                }
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return bytes.count
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The value of an attribute of a tag; nil if it has no such attribute.
    static func attribute(_ name: String, _ bytes: Span<UInt8>, in tag: Range<Int>) -> String? {
        var index = tag.lowerBound
        while index < tag.upperBound {
            while index < tag.upperBound, isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/")
            {
                index += 1
            }
            let start = index
            while index < tag.upperBound, !isBlank(bytes[index]), bytes[index] != UInt8(ascii: "=")
            {
                index += 1
            }
            let key = UTF8Check.wellFormed(bytes.extracting(start..<index)).lowercased()
            while index < tag.upperBound, isBlank(bytes[index]) { index += 1 }
            guard index < tag.upperBound, bytes[index] == UInt8(ascii: "=") else {
                if index == start { index += 1 }
                continue
            }
            index += 1
            while index < tag.upperBound, isBlank(bytes[index]) { index += 1 }
            var valueStart = index
            var end = index
            if index < tag.upperBound,
                bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
            {
                valueStart = index + 1
                end = valueStart
                while end < tag.upperBound, bytes[end] != bytes[index] { end += 1 }
                index = min(end + 1, tag.upperBound)
            } else {
                while end < tag.upperBound, !isBlank(bytes[end]) { end += 1 }
                index = end
            }
            if key == name {
                return UTF8Check.wellFormed(
                    bytes.extracting(min(valueStart, end)..<end))
            }
        }
        return nil
    }
}
