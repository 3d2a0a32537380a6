internal import JSON
internal import Messages

/// Reading fields as what an index needs.
extension SourceRecord {
    /// The text of a field, or nil if the record lacks it.
    ///
    /// A text stays as it is. A number becomes its shortest decimal form and a truth value `true`
    /// or `false`. An array of these becomes their texts with line feeds between them.
    ///
    /// - Throws: ``IngestError`` for an object or an array in an array.
    public func text(_ name: String) throws(IngestError) -> String? {
        try read(name) { (value) throws(JSONValue.ShapeError) in try value.text() }
    }

    /// The texts of a field: one for a single value, or those of an array; empty if the record
    /// lacks the field.
    ///
    /// - Throws: ``IngestError`` for an object or an array in an array.
    public func strings(_ name: String) throws(IngestError) -> [String] {
        try read(name) { (value) throws(JSONValue.ShapeError) in try value.strings() } ?? []
    }

    /// The whole number of a field, or nil if the record lacks it or has an empty text for it.
    ///
    /// Allowed are a number without a fraction, and a text of digits in half or full width, with
    /// a sign before and spaces around them.
    ///
    /// - Throws: ``IngestError`` for anything else, or a number that does not fit 64 bits.
    public func integer(_ name: String) throws(IngestError) -> Int64? {
        try read(name) { (value) throws(JSONValue.ShapeError) in try value.wholeNumber() }
    }

    private func read<Value>(
        _ name: String, as convert: (JSONValue) throws(JSONValue.ShapeError) -> Value?
    ) throws(IngestError) -> Value? {
        guard let value = value(name) else { return nil }
        do throws(JSONValue.ShapeError) {
            return try convert(value)
        } catch {
            throw IngestError(
                path: path, line: line, message: "the field \"\(name)\" \(error.localizedMessage)")
        }
    }
}

extension JSONValue {
    /// A value that is not of the shape asked for.
    struct ShapeError: Error {
        /// What the value is and what was expected, as the rest of a sentence about it.
        let localizedMessage: Message

        init(message: Message) { localizedMessage = message }
    }

    /// The text of a value, or nil for null.
    func text() throws(ShapeError) -> String? {
        if case .null = self { return nil }
        if case .string(let text) = self { return text }
        return try strings().joined(separator: "\n")
    }

    /// The texts of a value; those of null are none.
    func strings() throws(ShapeError) -> [String] {
        guard case .array(let elements) = self else { return try scalarText().map { [$0] } ?? [] }
        var texts: [String] = []
        for element in elements {
            if let text = try element.scalarText() { texts.append(text) }
        }
        return texts
    }

    /// The text of a value that is no collection, or nil for null.
    private func scalarText() throws(ShapeError) -> String? {
        switch self {
        case .null: return nil
        case .bool(let truth): return truth ? "true" : "false"
        case .integer(let integer): return String(integer)
        case .number(let number): return number.description
        case .string(let text): return text
        case .array: throw ShapeError(message: "holds an array in an array; a text is needed")
        case .object: throw ShapeError(message: "holds an object; a text is needed")
        }
    }

    /// The whole number of a value, or nil for null and for a text without anything but spaces.
    func wholeNumber() throws(ShapeError) -> Int64? {
        switch self {
        case .null: return nil
        case .integer(let integer): return integer
        case .number(let number):
            guard let integer = Int64(exactly: number) else {
                throw ShapeError(message: "holds \(number); a whole number is needed")
            }
            return integer
        case .string(let text):
            let scalars = text.unicodeScalars
            if scalars.allSatisfy(\.properties.isWhitespace) { return nil }
            guard let integer = Self.wholeNumber(of: scalars) else {
                throw ShapeError(message: "holds \"\(text)\"; a whole number is needed")
            }
            return integer
        case .bool, .array, .object:
            throw ShapeError(message: "holds \(kind); a whole number is needed")
        }
    }

    private static func wholeNumber(of scalars: String.UnicodeScalarView) -> Int64? {
        var digits = ""
        for scalar in scalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "０"..."９": digits += String(scalar.value - 0xFF10)
            case "-", "－", "−": digits += "-"
            case "+", "＋": digits += "+"
            case _ where scalar.properties.isWhitespace: digits += " "
            default: return nil
            }
        }
        // Spaces may stand around the number but not in it.
        let words = digits.split(separator: " ")
        return words.count == 1 ? Int64(words[0]) : nil
    }
}
