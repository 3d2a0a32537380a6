/// Numbers the scalars of texts with two bytes each, in the order of first occurrence.
///
/// Frequent scalars get small codes, so tables indexed by code keep them close together. It is a
/// class so that its tables are never copied; the buffer owns it.
final class ScalarCodes {
    /// The code for the absence of a scalar.
    static let none: UInt16 = 0
    /// The code of every scalar that was met after all codes were assigned.
    static let escape = UInt16.max

    /// The scalar of each code; that of `none` is meaningless.
    private(set) var scalars: [UInt32] = [0]
    /// The codes of the scalars below 2^16.
    private var basic = [UInt16](repeating: ScalarCodes.none, count: 1 << 16)
    private var others: [UInt32: UInt16] = [:]
    /// The first code that may not be assigned.
    private let limit: UInt16

    /// Starts without codes; tests pass a lower limit.
    init(limit: UInt16 = ScalarCodes.escape) { self.limit = limit }

    /// The number of assigned codes, including `none`.
    var count: Int { scalars.count }

    /// Appends the codes of scalars, up to the first without a code; returns the number appended.
    @inline(__always)
    func appendKnown(_ text: Span<UInt32>, from start: Int, to output: inout OutputSpan<UInt16>)
        -> Int
    {
        // A local variable can be kept in registers.
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
