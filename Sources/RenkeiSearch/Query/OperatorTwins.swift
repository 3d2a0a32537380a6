/// The scalars that a Japanese keyboard types for ASCII operators.
enum OperatorTwins {
    /// The ASCII scalar that a scalar of full width stands for; others as they are.
    static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x2212: "-"
        case 0x301C: "~"
        default: scalar
        }
    }

    /// True for the marks that open and close a phrase: `"`, `＂`, `“` and `”`.
    static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "＂" || scalar == "“" || scalar == "”"
    }

    /// The mark that closes a Japanese quotation, if a scalar opens one.
    static func closingBracket(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "「": "」"
        case "『": "』"
        default: nil
        }
    }
}
