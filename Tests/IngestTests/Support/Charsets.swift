#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Text in other charsets, made by the C library: not by ICU, which reads it.
enum Charsets {
    /// The bytes of a text; nil if the charset does not have its characters.
    static func encode(_ text: String, _ charset: String) -> [UInt8]? {
        guard let converter = unsafe iconv_open(charset, "UTF-8"),
            unsafe converter != iconv_t(bitPattern: -1)
        else { return nil }
        defer { unsafe iconv_close(converter) }
        var source = text.utf8.map { CChar(bitPattern: $0) }
        var result = [CChar](repeating: 0, count: source.count * 4 + 64)
        var (left, room) = (source.count, result.count)
        let failed = unsafe source.withUnsafeMutableBufferPointer { from in
            unsafe result.withUnsafeMutableBufferPointer { to -> Bool in
                // SAFETY: as many bytes are read and written as `left` and `room` say.
                var input = from.baseAddress
                var output = to.baseAddress
                if unsafe iconv(converter, &input, &left, &output, &room)
                    == Int(bitPattern: UInt.max)
                {
                    return true
                }
                return unsafe iconv(converter, nil, nil, &output, &room)
                    == Int(bitPattern: UInt.max)
            }
        }
        guard !failed else { return nil }
        return result.prefix(result.count - room).map { UInt8(bitPattern: $0) }
    }
}
