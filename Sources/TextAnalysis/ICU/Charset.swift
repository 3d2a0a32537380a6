internal import CICU

// SAFETY, all of this file: arrays are passed for the duration of a call, with their own lengths; a
// handle that `init` opened is closed in `deinit` only; a name that ICU returns is a constant that
// ends in NUL.

/// Recognises and converts the charsets that Japanese files use.
package enum Charset {
    /// The most likely charset of some bytes (`Shift_JIS`, `EUC-JP`, `UTF-8` …) and ICU's
    /// confidence in it, 0 to 100; nil if ICU recognises none.
    package static func detect(_ bytes: [UInt8]) throws(ICUError) -> (
        name: String, confidence: Int
    )? {
        var status: Int32 = 0
        var confidence: Int32 = 0
        let name = try ICU.filling(capacity: 64, zero: CChar(0)) {
            (buffer: inout [CChar]) throws(ICUError) -> Int in
            let capacity = Int32(buffer.count)
            let length = unsafe bytes.withUnsafeBufferPointer { source in
                unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                    guard let from = source.baseAddress, let to = destination.baseAddress else {
                        return 0
                    }
                    return unsafe cicu_detect_charset(
                        from, Int32(source.count), to, capacity, &confidence, &status)
                }
            }
            try ICU.check(status, "recognise a charset")
            return Int(length)
        }
        guard !name.isEmpty else { return nil }
        return (
            String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self), Int(confidence)
        )
    }

    /// Converts bytes of a charset to a string; invalid bytes become U+FFFD.
    ///
    /// - Throws: `ICUError` if ICU does not know the charset.
    package static func convert(_ bytes: [UInt8], from charset: String) throws(ICUError) -> String {
        let result = try ICU.filling(capacity: bytes.count * 2 + 16, zero: UInt8(0)) {
            (buffer: inout [UInt8]) throws(ICUError) -> Int in
            var status: Int32 = 0
            let capacity = Int32(buffer.count)
            let length = unsafe charset.withCString { name in
                unsafe bytes.withUnsafeBufferPointer { source in
                    unsafe buffer.withUnsafeMutableBufferPointer { destination -> Int32 in
                        guard let from = source.baseAddress, let to = destination.baseAddress
                        else { return 0 }
                        return unsafe cicu_convert_to_utf8(
                            name, from, Int32(source.count), to, capacity, &status)
                    }
                }
            }
            try ICU.check(status, "convert from \(charset)")
            return Int(length)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
