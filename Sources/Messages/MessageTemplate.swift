/// A text with placeholders `{1}`, `{2}` … for parameters.
package struct MessageTemplate {
    /// A part of a template.
    private enum Part {
        case text(Substring)
        case parameter(Int)
    }

    private let parts: [Part]

    /// Reads a template; braces with anything but a number in them are text.
    package init(_ template: String) {
        var parts: [Part] = []
        // A brace and a digit are one byte, which never is a part of another character.
        var rest = template[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            let digits = rest[rest.utf8.index(after: open)...].utf8.prefix {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
            guard let number = Int(Substring(digits)), digits.endIndex < rest.endIndex,
                rest.utf8[digits.endIndex] == UInt8(ascii: "}")
            else {
                parts.append(.text(rest[...open]))
                rest = rest[rest.utf8.index(after: open)...]
                continue
            }
            parts.append(.text(rest[..<open]))
            parts.append(.parameter(number))
            rest = rest[rest.utf8.index(after: digits.endIndex)...]
        }
        parts.append(.text(rest))
        self.parts = parts
    }

    /// The numbers of the parameters, in the order of the text.
    package var parameters: [Int] {
        parts.compactMap { if case .parameter(let number) = $0 { number } else { nil } }
    }

    /// The text with values in place of the parameters; one without a value stays as it is.
    package func filled(_ value: (Int) -> String?) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let part): text += part
            case .parameter(let number): text += value(number) ?? "{\(number)}"
            }
        }
        return text
    }

    /// Extracts the parameters, by their numbers, from a text; returns nil if the text does not match
    /// the template.
    ///
    /// A parameter ends at the first position where the text continues like the template.
    package func parameters(of text: String) -> [Int: String]? {
        var found: [Int: String] = [:]
        var open: Int?
        var rest = text[...]
        for (index, part) in parts.enumerated() {
            switch part {
            case .parameter(let number): open = number
            case .text(let expected):
                guard let number = open else {
                    guard rest.hasPrefix(expected) else { return nil }
                    rest = rest.dropFirst(expected.count)
                    continue
                }
                let isLast = index == parts.count - 1
                guard let range = Self.range(of: expected, in: rest, atEnd: isLast) else {
                    return nil
                }
                found[number] = String(rest[..<range.lowerBound])
                rest = rest[range.upperBound...]
                open = nil
            }
        }
        return rest.isEmpty ? found : nil
    }

    private static func range(
        of part: Substring, in text: Substring, atEnd: Bool
    ) -> Range<Substring.Index>? {
        if atEnd {
            guard text.hasSuffix(part) else { return nil }
            return text.index(text.endIndex, offsetBy: -part.count)..<text.endIndex
        }
        var start = text.startIndex
        while true {
            if text[start...].hasPrefix(part) {
                return start..<text.index(start, offsetBy: part.count)
            }
            guard start < text.endIndex else { return nil }
            start = text.index(after: start)
        }
    }
}
