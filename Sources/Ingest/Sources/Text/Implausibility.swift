/// A measure of how implausible bytes are as CP932 or EUC-JP text.
///
/// Both charsets contain the rows of JIS X 0208: 1 to 8 marks, digits, letters and kana, 16 to 47
/// the common kanji, 48 to 84 the rare ones; vendors use 13 and those after 84.
struct Implausibility {
    /// The sum of implausibilities.
    private(set) var cost = 0.0
    /// The number of non-ASCII characters.
    private(set) var letters = 0
    /// The number of them that are invalid bytes.
    private(set) var invalid = 0

    private var kana: [UInt8] = []

    /// Reads bytes as CP932.
    init(cp932 bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0..<0x80:
                endKana()
                addASCII(byte)
            case 0xA1...0xDF:
                letters += 1
                kana.append(byte)
            case 0x81...0x9F, 0xE0...0xFC:
                endKana()
                // A character may be cut off at the end of the sample.
                guard index < bytes.count else { break }
                let trail = bytes[index]
                guard trail >= 0x40, trail != 0x7F, trail <= 0xFC else {
                    addInvalid()
                    continue
                }
                index += 1
                let cellNumber = Int(trail) - (trail > 0x7F ? 0x41 : 0x40)
                let lead = Int(byte) - (byte < 0xA0 ? 0x81 : 0xC1)
                addCell(row: lead * 2 + cellNumber / 94 + 1, cell: cellNumber % 94 + 1)
            default:
                endKana()
                addInvalid()
            }
        }
        endKana()
    }

    /// Reads bytes as EUC-JP.
    init(eucJP bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0..<0x80:
                endKana()
                addASCII(byte)
            case 0x8E:
                guard index < bytes.count else { break }
                guard (0xA1...0xDF).contains(bytes[index]) else {
                    addInvalid()
                    continue
                }
                letters += 1
                kana.append(bytes[index])
                index += 1
            case 0x8F:
                endKana()
                guard index + 1 < bytes.count else {
                    index = bytes.count
                    break
                }
                guard bytes[index] >= 0xA1, bytes[index] < 0xFF, bytes[index + 1] >= 0xA1,
                    bytes[index + 1] < 0xFF
                else {
                    addInvalid()
                    continue
                }
                // Supplementary kanji.
                letters += 1
                cost += 4
                index += 2
            case 0xA1...0xFE:
                endKana()
                guard index < bytes.count else { break }
                guard bytes[index] >= 0xA1, bytes[index] < 0xFF else {
                    addInvalid()
                    continue
                }
                addCell(row: Int(byte) - 0xA0, cell: Int(bytes[index]) - 0xA0)
                index += 1
            default:
                endKana()
                addInvalid()
            }
        }
        endKana()
    }

    private mutating func addASCII(_ byte: UInt8) {
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D, byte != 0x0C, byte != 0 {
            cost += 5
        }
    }

    private mutating func addInvalid() {
        letters += 1
        invalid += 1
        cost += 20
    }

    private mutating func addCell(row: Int, cell: Int) {
        letters += 1
        switch row {
        // Mathematical symbols, Greek and Cyrillic letters, lines.
        case 2, 6, 7, 8: cost += 1
        case 1, 3: break
        // Hiragana and katakana.
        case 4: cost += cell <= 83 ? 0 : 10
        case 5: cost += cell <= 86 ? 0 : 10
        case 16...47: break
        case 48...84: cost += 3
        case 13: cost += 1
        // Vendor kanji; user-defined characters.
        case 89...92, 115...119: cost += 4
        default: cost += 10
        }
    }

    /// Ends a run of half-width kana: few texts have them, and those that do have whole words of
    /// them.
    private mutating func endKana() {
        guard let first = kana.first else { return }
        defer { kana.removeAll(keepingCapacity: true) }
        // A word does not begin with a voicing mark, long vowel mark or small kana, and a voicing
        // mark follows a kana that can take it.
        var isWord = kana.count > 1 && first >= 0xB1 && first < 0xDE || first == 0xA6
        var before: UInt8 = 0
        for byte in kana {
            switch byte {
            case 0xDE:
                isWord =
                    isWord
                    && (before == 0xB3 || (0xB6...0xC4).contains(before)
                        || (0xCA...0xCE).contains(before))
            case 0xDF: isWord = isWord && (0xCA...0xCE).contains(before)
            case 0xA7...0xAF: isWord = isWord && before >= 0xB1
            default: break
            }
            before = byte
        }
        cost += Double(kana.count) * (isWord ? 0.3 : 1)
    }
}
