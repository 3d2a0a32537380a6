internal import JSON
internal import Messages

/// Reads fields as the types of an index.
extension SourceRecord {
    /// The text of a field, or nil if the record lacks it.
    ///
    /// A string is unchanged. A number becomes its shortest decimal form, and a Boolean `true` or
    /// `false`. An array of these becomes their texts joined with line feeds.
    ///
    /// - Throws: ``IngestError`` for an object or an array in an array.
    public func text(_ name: String) throws(IngestError) -> String? {
        try read(name) { (value) throws(JSONValue.ShapeError) in try value.text() }
    }

    /// The texts of a field: one for a single value, several for an array; empty if the record
    /// lacks the field.
    ///
    /// - Throws: ``IngestError`` for an object or an array in an array.
    public func strings(_ name: String) throws(IngestError) -> [String] {
        try read(name) { (value) throws(JSONValue.ShapeError) in try value.strings() } ?? []
    }

    /// The integer of a field, or nil if the record lacks it or has an empty text for it.
    ///
    /// Accepts a number without a fraction, or a text of half-width or full-width digits with an
    /// optional sign and surrounding spaces.
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
    /// A value that does not have the requested shape.
    struct ShapeError: Error {
        /// The actual and the expected shape, as the rest of a sentence.
        let localizedMessage: Message

        init(message: Message) { localizedMessage = message }
    }

    /// The text of a value, or nil for null.
    func text() throws(ShapeError) -> String? {
        if case .null = self { return nil }
        if case .string(let text) = self { return text }
        return try strings().joined(separator: "\n")
    }

    /// The texts of a value; empty for null.
    func strings() throws(ShapeError) -> [String] {
        guard case .array(let elements) = self else { return try scalarText().map { [$0] } ?? [] }
        var texts: [String] = []
        for element in elements {
            if let text = try element.scalarText() { texts.append(text) }
        }
        return texts
    }

    /// The text of a value that is not a collection, or nil for null.
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

    /// The integer of a value, or nil for null and for a text of spaces only.
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
        // Spaces are allowed around the number but not in it.
        let words = digits.split(separator: " ")
        return words.count == 1 ? Int64(words[0]) : nil
    }
}
