internal import CICU

/// Properties of characters, from ICU's Unicode data.
package enum ICUCharacters {
    /// The number of terminal cells of a scalar: 0, 1 or 2.
    ///
    /// Ambiguous characters (①, ○, α) count as two: as terminals with a Japanese font show them.
    package static func cells(_ scalar: Unicode.Scalar, ambiguousIsWide: Bool = true) -> Int {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if cicu_is_zero_width(value) { return 0 }
        switch cicu_east_asian_width(value) {
        case 3, 5: return 2
        case 1: return ambiguousIsWide ? 2 : 1
        default: return 1
        }
    }

    /// Whether a scalar is a letter or digit of any script (general categories L*, N*, and marks).
    package static func isLetterOrDigit(_ scalar: UInt32) -> Bool {
        // U_UPPERCASE_LETTER 1 ... U_OTHER_LETTER 5, marks 6...8, numbers 9...11.
        (1...11).contains(cicu_general_category(scalar))
    }

    /// Whether a scalar has the White_Space property.
    package static func isWhiteSpace(_ scalar: UInt32) -> Bool { cicu_is_white_space(scalar) }
}
