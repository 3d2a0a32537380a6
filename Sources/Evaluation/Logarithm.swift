#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The logarithm to base 2 of a positive number.
func binaryLogarithm(_ value: Double) -> Double {
    log2(value)
}
