internal import JSON

/// Detects the charset of a text from its bytes.
///
/// Detectors based on character frequencies fail on short Japanese tables. This one chooses the
/// least implausible reading: a byte order mark or the escapes of ISO-2022-JP decide; well-formed
/// UTF-8 is UTF-8; the rest is read as CP932 and as EUC-JP, and things that hardly occur in texts
/// are counted.
struct EncodingDetection: Equatable {
    var encoding: TextEncoding
    var hasByteOrderMark = false
    /// Whether nothing favours CP932 over EUC-JP.
    var isAmbiguous = false

    /// The charset of a text; nil if the bytes are in no known charset.
    ///
    /// - Parameters:
    ///   - bytes: The start of the text.
    ///   - isAll: Whether this is the whole text. Otherwise a character may be cut off at the end.
    static func detect(_ bytes: Span<UInt8>, isAll: Bool) -> EncodingDetection? {
        if let mark = byteOrderMark(bytes) {
            return EncodingDetection(encoding: mark, hasByteOrderMark: true)
        }
        if let encoding = unmarkedUTF16(bytes, isAll: isAll) {
            return EncodingDetection(encoding: encoding)
        }
        if hasISO2022Escapes(bytes) { return EncodingDetection(encoding: .iso2022JP) }
        if isUTF8(bytes, isAll: isAll) { return EncodingDetection(encoding: .utf8) }
        let asCP932 = Implausibility(cp932: bytes)
        let asEUC = Implausibility(eucJP: bytes)
        let best = asEUC.cost < asCP932.cost ? asEUC : asCP932
        // UTF-8 with a few damaged bytes is neither.
        if best.cost > Double(best.letters) / 2, brokenShareOfUTF8(bytes) < 0.02 {
            return EncodingDetection(encoding: .utf8)
        }
        guard best.invalid * 10 <= best.letters else { return nil }
        return EncodingDetection(
            encoding: asEUC.cost < asCP932.cost ? .eucJP : .cp932,
            isAmbiguous: asEUC.cost == asCP932.cost)
    }

    private static func byteOrderMark(_ bytes: Span<UInt8>) -> TextEncoding? {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): return .utf16LittleEndian
        case (0xFE, 0xFF): return .utf16BigEndian
        case (0xEF, 0xBB): return bytes.count >= 3 && bytes[2] == 0xBF ? .utf8 : nil
        default: return nil
        }
    }

    /// Whether there are escapes to the Japanese sets, and only 7-bit bytes.
    private static func hasISO2022Escapes(_ bytes: Span<UInt8>) -> Bool {
        var from = 0
        while let escape = ByteSearch.first(0x1B, in: bytes, from: from) {
            from = escape + 1
            guard escape + 2 < bytes.count else { return false }
            switch (bytes[escape + 1], bytes[escape + 2]) {
            case (UInt8(ascii: "$"), UInt8(ascii: "B")), (UInt8(ascii: "$"), UInt8(ascii: "@")),
                (UInt8(ascii: "$"), UInt8(ascii: "(")), (UInt8(ascii: "("), UInt8(ascii: "I")):
                for index in bytes.indices where bytes[index] >= 0x80 { return false }
                return true
            default: continue
            }
        }
        return false
    }

    private static func isUTF8(_ bytes: Span<UInt8>, isAll: Bool) -> Bool {
        if UTF8Check.check(bytes).isValid { return true }
        guard !isAll else { return false }
        // A character may be cut off at the end.
        for cut in 1...3 where bytes.count > cut {
            if UTF8Check.check(bytes.extracting(first: bytes.count - cut)).isValid { return true }
        }
        return false
    }

    /// The proportion of non-ASCII text that is not well-formed UTF-8.
    private static func brokenShareOfUTF8(_ bytes: Span<UInt8>) -> Double {
        var (broken, whole) = (0, 0)
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            index += 1
            guard first >= 0x80 else { continue }
            let length =
                first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0
            var found = 0
            while found < length, index < bytes.count, bytes[index] & 0xC0 == 0x80 {
                found += 1
                index += 1
            }
            if length > 0, found == length { whole += 1 } else { broken += 1 }
        }
        return Double(broken) / Double(max(broken + whole, 1))
    }

    // MARK: UTF-16 without a mark

    /// UTF-16 if almost all pairs of bytes are characters of Japanese text, and some of them are
    /// kana or ASCII, because bytes of other charsets can look like kanji only.
    private static func unmarkedUTF16(_ bytes: Span<UInt8>, isAll: Bool) -> TextEncoding? {
        guard bytes.count >= 8, !isAll || bytes.count.isMultiple(of: 2) else { return nil }
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            let high = encoding == .utf16LittleEndian ? 1 : 0
            var (usual, common, narrow, pairs) = (0, 0, 0, 0)
            var index = 0
            while index + 1 < bytes.count {
                let unit = UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
                index += 2
                pairs += 1
                switch unit {
                case 0x09, 0x0A, 0x0D, 0x20...0x7E:
                    usual += 1
                    narrow += 1
                case 0x3000...0x30FF:
                    usual += 1
                    common += 1
                case 0x4E00...0x9FFF, 0xFF00...0xFFEF, 0x2010...0x26FF: usual += 1
                default: break
                }
            }
            guard usual * 100 >= pairs * 98 else { continue }
            // ASCII text can look like kanji, but then has no zero bytes.
            if narrow * 20 >= pairs || (common * 5 >= pairs && !isASCII(bytes)) { return encoding }
        }
        return nil
    }

    private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] >= 0x80 { return false }
        return true
    }
}
