#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Double {
    /// The natural logarithm.
    static func logarithm(_ value: Double) -> Double { log(value) }

    /// The base to the power of the exponent.
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
