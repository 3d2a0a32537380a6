internal import Messages

/// The rules for strings.
extension JSONScanner {
    /// Reads the string whose opening quotation mark is here.
    ///
    /// The end is found first, and the bytes of the string are validated at once.
    mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
        let start = position + 1
        let (end, hasEscapes) = try endOfString(in: bytes, from: start)
        let written = bytes.extracting(start..<end)
        guard hasEscapes else {
            let string = try string(written, at: start)
            position = end + 1
            return string
        }
        do {
            try decode(written, at: start)
            // Escapes are ASCII and represent whole characters, so the decoded bytes are valid
            // UTF-8 exactly if the written ones are.
            let string = try string(scratch.span, at: start)
            position = end + 1
            return string
        } catch {
            // Invalid bytes are reported first, with their offset in the source.
            _ = try string(written, at: start)
            throw error
        }
    }

    /// The string of the given bytes, the first of which is at an index of the text.
    private func string(_ bytes: Span<UInt8>, at start: Int) throws(JSONError) -> String {
        if let string = UTF8Check.string(bytes) { return string }
        // The standard library reports the offset of invalid bytes.
        do { return String(copying: try UTF8Span(validating: bytes)) } catch {
            throw self.error(
                "a string is not valid UTF-8; is the file in another encoding?",
                at: start + error.byteOffsets.lowerBound)
        }
    }

    /// Finds the closing quotation mark, and whether there are escapes before it.
    private func endOfString(
        in bytes: Span<UInt8>, from start: Int
    ) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
        // Escapes are few, and searching for them is faster than examining each byte.
        var index = start
        while let end = ByteSearch.first(UInt8(ascii: "\""), in: bytes, from: index) {
            let written = bytes.extracting(start..<end)
            // Skip escapes, up to the quotation mark.
            while let escape = ByteSearch.first(
                UInt8(ascii: "\\"), in: written, from: index - start)
            {
                index = start + escape + 2
                if index > end { break }
            }
            if index > end { continue }
            if ByteSearch.contains(below: 0x20, in: written) { break }
            return (end, index > start)
        }
        // Something is wrong: go byte by byte to find out what.
        var hasEscapes = false
        index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { return (index, hasEscapes) }
            if byte == UInt8(ascii: "\\") {
                // The decoder examines what is skipped here.
                hasEscapes = true
                index += 2
                continue
            }
            if byte < 0x20 {
                throw error("a string holds a control character that is not escaped", at: index)
            }
            index += 1
        }
        throw error("the text ends inside a string", at: bytes.count)
    }

    /// Decodes a string with escapes into the scratch buffer.
    ///
    /// - Parameters:
    ///   - written: The bytes between the quotation marks.
    ///   - start: Their index in the text, for errors.
    private mutating func decode(
        _ written: Span<UInt8>, at start: Int
    ) throws(JSONError) {
        scratch.removeAll(keepingCapacity: true)
        var index = 0
        while true {
            let escape = ByteSearch.first(UInt8(ascii: "\\"), in: written, from: index)
            ByteSearch.append(
                written.extracting(index..<(escape ?? written.count)), to: &scratch)
            guard let escape else { return }
            index = escape
            guard index + 1 < written.count else {
                throw error("a string ends inside an escape", at: start + index)
            }
            let letter = written[index + 1]
            if letter == UInt8(ascii: "u") {
                index = try decodeUnicodeEscape(written, from: index, at: start)
                continue
            }
            guard let character = Self.character(ofEscape: letter) else {
                throw error("a string has an escape that JSON does not know", at: start + index)
            }
            scratch.append(character)
            index += 2
        }
    }

    /// Decodes the escape `\uXXXX` at an index, or a pair of them, and returns the index after it.
    private mutating func decodeUnicodeEscape(
        _ written: Span<UInt8>, from index: Int, at start: Int
    ) throws(JSONError) -> Int {
        guard let unit = Self.codeUnit(written, from: index) else {
            throw error("expected four hexadecimal digits after \\u", at: start + index)
        }
        var value = UInt32(unit)
        var end = index + 6
        if UTF16.isLeadSurrogate(unit) {
            guard let second = Self.codeUnit(written, from: end), UTF16.isTrailSurrogate(second)
            else {
                throw error("the first half of a surrogate pair stands alone", at: start + index)
            }
            value = 0x10000 + ((value - 0xD800) << 10) + (UInt32(second) - 0xDC00)
            end += 6
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw error("the second half of a surrogate pair stands alone", at: start + index)
        }
        scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return end
    }

    /// The code unit of the escape `\uXXXX` at an index, or nil if no such escape is there.
    private static func codeUnit(_ written: Span<UInt8>, from index: Int) -> UInt16? {
        guard index + 6 <= written.count, written[index] == UInt8(ascii: "\\"),
            written[index + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for offset in 2..<6 {
            guard let digit = hexadecimalDigit(written[index + offset]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The character that a one-letter escape represents, or nil if there is no such escape.
    private static func character(ofEscape letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case UInt8(ascii: "t"): UInt8(ascii: "\t")
        default: nil
        }
    }
}
