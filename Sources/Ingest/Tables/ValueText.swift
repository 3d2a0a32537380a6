internal import TextAnalysis

/// A text of a cell, read as a number, an amount or a date.
struct ValueText {
    private let text: String
    /// The number or amount that the whole text is; nil if it is not one.
    let amount: AmountExpression?

    /// - Parameter text: trimmed.
    init(_ text: String) {
        self.text = text
        // A quick test: numbers are short and have a digit among their first letters.
        let hasDigit =
            text.utf8.count <= 90
            && text.unicodeScalars.prefix(4).contains {
                ("0"..."9").contains($0) || ("０"..."９").contains($0)
            }
        amount = hasDigit ? AmountExpression(parsing: text) : nil
    }

    /// Whether the text consists only of digits, with optional separators and sign.
    var isWholeNumber: Bool {
        guard let amount, !amount.hasCurrency, !amount.hasMultiplier else { return false }
        return !text.contains(".") && !text.contains("．")
    }

    /// Whether the number has leading zeros, like `001`: a code, not a number.
    var hasLeadingZero: Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.count > 1, first == "0" || first == "０" else {
            return false
        }
        return scalars.allSatisfy { ("0"..."9").contains($0) || ("０"..."９").contains($0) }
    }

    /// Whether the text may be an identifier: short, ASCII letters, digits and a few marks without
    /// blanks, and at least one digit.
    var isCode: Bool {
        guard (1...32).contains(text.utf8.count) else { return false }
        var hasDigit = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: hasDigit = true
            case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x2E, 0x2F, 0x3A: break
            default: return false
            }
        }
        return hasDigit
    }

    /// The day or month of the text, including eight digits; nil if there is none.
    var date: DateValue? { DateValue(text) }
}
