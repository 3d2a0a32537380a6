/// The ASCII characters that a Japanese keyboard means.
package enum ASCIITwins {
    /// The text with characters of full width, and hyphens of any kind, as those of ASCII.
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

    /// True for what is typed for a hyphen: dashes, the minus sign, and the mark of long vowels.
    package static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0x30FC, 0xFE58, 0xFE63, 0xFF0D, 0xFF70: true
        default: false
        }
    }

    /// True for dashes that stand for two hyphens where text is corrected while it is typed.
    package static func isLongDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "—" || scalar == "―"
    }
}
