#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The incomplete gamma function.
///
/// Source: W. H. Press and others, "Numerical Recipes", 3rd edition, 2007, section 6.2: a series
/// for x < a + 1, otherwise a continued fraction by Lentz's method.
enum GammaFunction {
    /// Q(a, x): the regularized upper incomplete gamma function, for a > 0 and x ≥ 0.
    static func upperRegularized(_ a: Double, _ x: Double) -> Double {
        if x <= 0 { return 1 }
        guard x.isFinite else { return 0 }
        let scale = exp(-x + a * log(x) - lgamma(a))
        return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x)
    }

    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        var step = a
        for _ in 0..<100_000 {
            step += 1
            term *= x / step
            sum += term
            if abs(term) < abs(sum) * 1e-16 { break }
        }
        return sum
    }

    private static func fraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var result = d
        for step in 1..<100_000 {
            let factor = -Double(step) * (Double(step) - a)
            b += 2
            d = factor * d + b
            if abs(d) < tiny { d = tiny }
            c = b + factor / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            result *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return result
    }
}
