internal import TextAnalysis

/// A text of a cell, read as a number, an amount or a date.
struct ValueText {
    private let text: String
    /// The number or amount that is the whole of the text; nil if it is none.
    let amount: AmountExpression?

    /// - Parameter text: without blanks at its ends.
    init(_ text: String) {
        self.text = text
        // Few texts can be a number: those are short and have a digit among their first letters.
        let hasDigit =
            text.utf8.count <= 90
            && text.unicodeScalars.prefix(4).contains {
                ("0"..."9").contains($0) || ("０"..."９").contains($0)
            }
        amount = hasDigit ? AmountExpression(parsing: text) : nil
    }

    /// True for digits with or without separators and a sign, and nothing else.
    var isWholeNumber: Bool {
        guard let amount, !amount.hasCurrency, !amount.hasMultiplier else { return false }
        return !text.contains(".") && !text.contains("．")
    }

    /// True for `001`: a code, not a number.
    var hasLeadingZero: Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.count > 1, first == "0" || first == "０" else {
            return false
        }
        return scalars.allSatisfy { ("0"..."9").contains($0) || ("０"..."９").contains($0) }
    }

    /// True if the text may be an identifier: short, without blanks, letters and digits of ASCII and
    /// a few marks, with a digit.
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

    /// The day or month that the text names, eight digits included; nil if it names none.
    var date: DateValue? { DateValue(text) }
}
