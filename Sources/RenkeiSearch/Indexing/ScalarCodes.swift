/// Numbers the scalars of texts in the order in which they first occur, in two bytes.
///
/// Frequent scalars come early, so that what is kept by their codes lies side by side. A class only so
/// that its tables are never copied; a log owns it.
final class ScalarCodes {
    /// Stands where no scalar is.
    static let none: UInt16 = 0
    /// Stands for a scalar that got no code because all were given.
    static let escape = UInt16.max

    /// The scalar of each code; that of `none` means nothing.
    private(set) var scalars: [UInt32] = [0]
    /// The codes of the scalars below 2^16.
    private var basic = [UInt16](repeating: ScalarCodes.none, count: 1 << 16)
    private var others: [UInt32: UInt16] = [:]
    /// The first code that is not given.
    private let limit: UInt16

    /// No codes yet; tests give fewer than there could be.
    init(limit: UInt16 = ScalarCodes.escape) { self.limit = limit }

    /// How many codes are given, `none` included.
    var count: Int { scalars.count }

    /// Appends the codes of scalars, up to the first that has none; returns how many were appended.
    @inline(__always)
    func appendKnown(_ text: Span<UInt32>, from start: Int, to output: inout OutputSpan<UInt16>)
        -> Int
    {
        // In a variable of this function it need not be in memory.
        var codes = output
        let basic = basic
        let table = basic.span
        var index = start
        while index < text.count {
            let scalar = Int(truncatingIfNeeded: text[index])
            guard scalar < table.count else { break }
            let code = table[scalar]
            if code == ScalarCodes.none { break }
            codes.append(code)
            index += 1
        }
        output = codes
        return index - start
    }

    /// The code of a scalar, a new one if it has none; `escape` if there is none left.
    @inline(never)
    func code(_ scalar: UInt32) -> UInt16 {
        let known = scalar < 1 << 16 ? basic[Int(scalar)] : others[scalar] ?? ScalarCodes.none
        if known != ScalarCodes.none { return known }
        guard scalars.count < Int(limit) else { return ScalarCodes.escape }
        let code = UInt16(scalars.count)
        scalars.append(scalar)
        if scalar < 1 << 16 { basic[Int(scalar)] = code } else { others[scalar] = code }
        return code
    }
}
