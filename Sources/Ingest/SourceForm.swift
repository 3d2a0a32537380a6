internal import JSON
internal import Messages

/// The format of a file that is not JSON Lines, detected from its first line.
///
/// Naming the format is more helpful than an error about the first byte.
enum SourceForm {
    /// A JSON array, complete or its beginning.
    case array
    /// The beginning of an object that continues on the next line.
    case object
    /// A comma-separated table.
    case commas
    /// A tab-separated table.
    case tabs

    /// Detects the form from a line that is not a JSON value; fails if it shows none.
    init?(firstLine bytes: Span<UInt8>) {
        var start = 0
        var end = bytes.count
        while start < end, isJSONWhitespace(bytes[start]) { start += 1 }
        while end > start, isJSONWhitespace(bytes[end - 1]) { end -= 1 }
        guard start < end else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "{"):
            guard end - start == 1 else { return nil }
            self = .object
        default:
            var hasComma = false
            for index in start..<end {
                if bytes[index] == UInt8(ascii: "\t") {
                    self = .tabs
                    return
                }
                if bytes[index] == UInt8(ascii: ",") { hasComma = true }
            }
            guard hasComma else { return nil }
            self = .commas
        }
    }

    /// A message that states the format of the file and what is expected.
    var message: Message {
        switch self {
        case .array:
            "this is a JSON array, not JSON Lines, which have one object a line; convert it, for example with: jq -c '.[]'"
        case .object:
            "this is JSON over several lines, not JSON Lines, which have one object a line; convert it, for example with: jq -c ."
        case .commas:
            "this is a table with commas (CSV), not JSON Lines, which have one object a line; convert it first"
        case .tabs:
            "this is a table with tabs (TSV), not JSON Lines, which have one object a line; convert it first"
        }
    }
}
