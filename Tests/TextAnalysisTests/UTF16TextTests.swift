import Testing

@testable import TextAnalysis

@Suite struct UTF16TextTests {
    @Test("scalars become the code units of Swift's strings and come back")
    func roundTrip() {
        for value in stride(from: UInt32(0), to: 0x11_0000, by: 257) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var units: [UInt16] = []
            UTF16Text.append([value], to: &units)
            #expect(units == Array(String(scalar).utf16))
            #expect(UTF16Text.scalars(of: units) == [value])
        }
        for value in [0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10_FFFF] as [UInt32] {
            var units: [UInt16] = [0x61]
            UTF16Text.append([value, 0x62], to: &units)
            #expect(UTF16Text.scalars(of: units) == [0x61, value, 0x62])
        }
    }

    @Test(
        "a surrogate without its other half becomes U+FFFD",
        arguments: [
            ([0xD842], [0xFFFD]), ([0xDFB7], [0xFFFD]), ([0xD842, 0x61], [0xFFFD, 0x61]),
            ([0xDFB7, 0xD842], [0xFFFD, 0xFFFD]), ([0xD842, 0xD842, 0xDFB7], [0xFFFD, 0x20BB7]),
        ] as [([UInt16], [UInt32])])
    func lone(units: [UInt16], expected: [UInt32]) {
        #expect(UTF16Text.scalars(of: units) == expected)
    }

    @Test("a string of scalars leaves out what is no scalar")
    func strings() {
        #expect(String(scalars: [0x4E00, 0xD800, 0x11_0000, 0x20BB7]) == "一𠮷")
    }
}
