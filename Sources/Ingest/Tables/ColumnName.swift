internal import TextAnalysis

/// The name of a column in a table, with the forms used for comparison and in queries.
package struct ColumnName: Sendable, Equatable {
    /// The name as in the table: the cells of the header, joined with `/`, without line ends.
    package let label: String
    /// The last cell of the header, normalised, without blanks and unit, for comparison with the
    /// vocabulary.
    let key: String
    /// The text in parentheses after the name, normalised, unless it is a unit.
    let qualifier: String
    /// The unit of amounts in the column, in yen; nil if the name has none.
    let unit: Int64?

    /// Makes the name of a column from the cells of its header, the upper one first.
    package init(_ parts: [String]) {
        let cleaned = parts.map(ColumnName.withoutBlanks).filter { !$0.isEmpty }
        label = cleaned.joined(separator: "/")
        let last = ColumnName.normalized(cleaned.last ?? "")
        unit = parts.lazy.compactMap { AmountExpression.unit(named: $0) }.first
        (key, qualifier) = ColumnName.split(last, hasUnit: unit != nil)
    }

    /// The name of the column as a custom field in queries: without a unit in parentheses, blanks,
    /// colons and quotation marks, and at most 64 scalars long.
    package var fieldName: String {
        var scalars = Array(label.unicodeScalars)
        if unit != nil, let range = ColumnName.unitNote(scalars) { scalars.removeSubrange(range) }
        let kept = scalars.filter {
            !$0.properties.isWhitespace && !ColumnName.reserved.contains($0)
        }
        // A sign or a parenthesis at the beginning of a word is an operator of the query language.
        let body = kept.drop { ColumnName.operators.contains($0) }.prefix(64)
        var name = String.UnicodeScalarView()
        name.append(contentsOf: body)
        return String(name)
    }

    /// The name of a column without a header: its letter in a spreadsheet.
    package static func letter(_ column: Int) -> String {
        var number = column + 1
        var letters: [Character] = []
        while number > 0 {
            letters.insert(Character(Unicode.Scalar(UInt8(65 + (number - 1) % 26))), at: 0)
            number = (number - 1) / 26
        }
        return String(letters)
    }

    /// A text normalised for comparison: ignoring width, case and blanks.
    static func normalized(_ text: String) -> String {
        String(scalars: PlainNormalizer.scalars(of: text))
    }

    private static let reserved: Set<Unicode.Scalar> = [
        ":", "：", "\"", "“", "”", "＂", "「", "」", "『", "』",
    ]
    private static let operators: Set<Unicode.Scalar> = [
        "(", "（", "+", "＋", "-", "－", "*", "＊", "^", "＾", "~", "～", ")", "）",
    ]

    private static func withoutBlanks(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        // A line end within Japanese text is dropped; between Latin words it is a blank.
        var gap = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                gap = true
                continue
            }
            if gap, let last = kept.last, last.isASCII, scalar.isASCII { kept.append(" ") }
            gap = false
            kept.append(scalar)
        }
        return String(kept)
    }

    /// Splits off the text in parentheses at the end of a name.
    private static func split(_ name: String, hasUnit: Bool) -> (key: String, qualifier: String) {
        var key = name
        var qualifier = ""
        for (open, close): (Character, Character) in [
            ("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕"),
        ] {
            guard key.last == close, let start = key.lastIndex(of: open), start > key.startIndex
            else { continue }
            let inner = key[key.index(after: start)...].dropLast()
            if !hasUnit || AmountExpression.unit(named: "(\(inner))") == nil {
                qualifier = String(inner)
            }
            key = String(key[..<start])
        }
        // Marks of required cells and notes: 事業名※, ○事業名, *事業名.
        let marks: Set<Character> = ["※", "*", "○", "●", "◎", "■", "□", "・", ".", ":"]
        while let last = key.last, marks.contains(last), key.count > 1 { key.removeLast() }
        while let first = key.first, marks.contains(first), key.count > 1 { key.removeFirst() }
        return (key, qualifier)
    }

    /// The range of the unit in parentheses in a name.
    private static func unitNote(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
        let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
            ("(", ")"), ("（", "）"), ("[", "]"), ("［", "］"), ("【", "】"), ("〔", "〕"),
        ]
        for (open, close) in pairs {
            guard let start = scalars.lastIndex(of: open),
                let end = scalars[start...].firstIndex(of: close)
            else { continue }
            var inner = String.UnicodeScalarView()
            inner.append(contentsOf: scalars[start...end])
            if AmountExpression.unit(named: String(inner)) != nil { return start..<end + 1 }
        }
        return nil
    }
}
