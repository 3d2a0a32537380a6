internal import Messages

/// The rules for numbers.
extension JSONScanner {
    /// Reads the number that starts here.
    ///
    /// `-0` is the integer 0. An integer that does not fit 64 bits becomes a `Double`, and so does
    /// a number with a fraction or an exponent, even if its value is an integer.
    mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = position
        var end = start
        if bytes[end] == UInt8(ascii: "-") { end += 1 }
        let digits = end
        end = Self.endOfDigits(in: bytes, from: end)
        guard end > digits else { throw error("expected a digit after \"-\"", at: end) }
        guard bytes[digits] != UInt8(ascii: "0") || end == digits + 1 else {
            throw error("a number starts with a needless 0", at: digits)
        }
        let wholeEnd = end
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            let fraction = end + 1
            end = Self.endOfDigits(in: bytes, from: fraction)
            guard end > fraction else { throw error("expected a digit after \".\"", at: end) }
        }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if exponent < bytes.count,
                bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-")
            {
                exponent += 1
            }
            end = Self.endOfDigits(in: bytes, from: exponent)
            guard end > exponent else { throw error("expected a digit in an exponent", at: end) }
        }
        position = end
        if end == wholeEnd, let integer = Self.integer(bytes.extracting(start..<end)) {
            return .integer(integer)
        }
        guard let number = Self.double(bytes.extracting(start..<end)), number.isFinite else {
            throw error("a number is too large", at: start)
        }
        return .number(number)
    }

    private static func endOfDigits(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, isDigit(bytes[index]) {
            index += 1
        }
        return index
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// The value of digits with an optional minus sign, or nil if it does not fit.
    private static func integer(_ text: Span<UInt8>) -> Int64? {
        // Counting down reaches the least value, which has no positive counterpart.
        var value: Int64 = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        for index in (isNegative ? 1 : 0)..<text.count {
            let digit = Int64(text[index] - UInt8(ascii: "0"))
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.subtractingReportingOverflow(digit)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    private static func double(_ text: Span<UInt8>) -> Double? {
        guard let digits = try? UTF8Span(validating: text) else { return nil }
        return Double(String(copying: digits))
    }
}
