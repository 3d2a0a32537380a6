/// The ASCII counterparts of characters typed on a Japanese keyboard.
package enum ASCIITwins {
    /// The text with full-width characters, and hyphens of any kind, replaced by ASCII.
    package static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let ascii: Unicode.Scalar =
                switch scalar.value {
                case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                default: isHyphen(scalar) ? "-" : scalar
                }
            result.append(ascii)
        }
        return String(result)
    }

    /// Whether a scalar is typed as a hyphen: dashes, the minus sign, and the long vowel mark.
    package static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0x30FC, 0xFE58, 0xFE63, 0xFF0D, 0xFF70: true
        default: false
        }
    }

    /// Whether a scalar is a dash that autocorrection puts in place of two hyphens.
    package static func isLongDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "—" || scalar == "―"
    }
}
