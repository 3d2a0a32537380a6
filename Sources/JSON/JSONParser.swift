/// A strict parser of JSON as RFC 8259 defines it.
///
/// Anything that the grammar does not allow is an error: comments, trailing commas, leading zeros,
/// `NaN`, unescaped control characters, a second value. So are these, about which RFC 8259 lets the
/// parser decide: invalid UTF-8, half a surrogate pair in an escape, a number beyond the range of
/// `Double`, a byte order mark, and arrays and objects nested deeper than ``depthLimit``. Duplicate
/// keys are kept; the caller has to decide about them.
public enum JSONParser {
    /// The greatest nesting depth of arrays and objects.
    public static let depthLimit = 64

    /// Parses a text that holds one value.
    ///
    /// - Parameter bytes: The text in UTF-8; white space around the value is allowed.
    /// - Throws: ``JSONError`` for anything that is not one JSON value.
    /// - Complexity: Linear in the length of the text.
    public static func parse(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        var scanner = JSONScanner()
        return try scanner.document(in: bytes)
    }

    /// Parses an array of bytes that holds one value.
    ///
    /// - Throws: ``JSONError`` for anything that is not one JSON value.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try parse(bytes.span)
    }

    /// Parses a slice of bytes that holds one value; columns count from its start.
    ///
    /// - Throws: ``JSONError`` for anything that is not one JSON value.
    public static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        try parse(bytes.span)
    }

    /// Parses a string that holds one value.
    ///
    /// - Throws: ``JSONError`` for anything that is not one JSON value.
    public static func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(text.utf8Span.span)
    }
}
