/// The scalars that Japanese keyboards produce for ASCII operators.
enum OperatorTwins {
    /// Maps a full-width scalar to its ASCII counterpart; returns others unchanged.
    static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x2212: "-"
        case 0x301C: "~"
        default: scalar
        }
    }

    /// Whether a scalar is a mark that opens or closes a phrase: `"`, `＂`, `“` or `”`.
    static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "＂" || scalar == "“" || scalar == "”"
    }

    /// The closing mark of the Japanese quotation that a scalar opens; nil for other scalars.
    static func closingBracket(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "「": "」"
        case "『": "』"
        default: nil
        }
    }
}
