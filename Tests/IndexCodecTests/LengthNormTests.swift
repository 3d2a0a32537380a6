import IndexCodec
import Testing

@Suite struct LengthNormTests {
    @Test("short lengths are exact")
    func exact() {
        for length in 0..<32 {
            #expect(LengthNorm.decode(LengthNorm.encode(length)) == Double(length))
        }
    }

    @Test("no length is more than 3.2 % off, and longer ones never get smaller bytes")
    func error() {
        var previous: UInt8 = 0
        var worst = 0.0
        for length in 1..<200_000 {
            let norm = LengthNorm.encode(length)
            if norm < previous { Issue.record("\(length) has a smaller byte than \(length - 1)") }
            previous = norm
            worst = max(worst, abs(LengthNorm.decode(norm) - Double(length)) / Double(length))
        }
        #expect(worst <= 0.032)
        #expect(worst > 0.02, "the bound is not about these lengths")
    }

    @Test("the largest lengths are at the borders of their bytes")
    func large() {
        for exponent in 5..<19 {
            for length in [(1 << exponent) - 1, 1 << exponent, (1 << exponent) + 1] {
                let decoded = LengthNorm.decode(LengthNorm.encode(length))
                #expect(abs(decoded - Double(length)) <= 0.032 * Double(length))
            }
        }
    }

    @Test("bytes represent growing lengths, each its own")
    func bytes() {
        for norm in UInt8(1)...255 {
            #expect(LengthNorm.decode(norm) > LengthNorm.decode(norm - 1))
            #expect(LengthNorm.encode(Int(LengthNorm.decode(norm))) == norm)
        }
    }

    @Test("lengths beyond the last byte have the last byte, negative ones the first")
    func ends() {
        for length in [1 << 19, (1 << 19) + 1, 1 << 20, 1 << 40, .max] {
            #expect(LengthNorm.encode(length) == 255)
        }
        #expect(LengthNorm.encode((1 << 19) - 1) == 255)
        #expect(LengthNorm.encode(-1) == 0 && LengthNorm.encode(.min) == 0)
    }
}
