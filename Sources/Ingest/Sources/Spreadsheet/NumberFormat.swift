internal import JSON

/// The meaning of the number format of a cell.
enum NumberFormat: Equatable {
    /// A plain number.
    case number
    /// A date, or a date with a time.
    case date
    /// A time of day, or a duration.
    case time
    /// An integer with at least the given number of digits.
    case zeroPadded(Int)
    /// A percentage with the given number of decimals.
    case percentage(Int)

    /// Makes a built-in format from its number.
    ///
    /// 27 to 36 and 50 to 58 are formats of the East Asian editions, here those of the Japanese
    /// one: 32 and 33 are times.
    init(builtIn id: Int) {
        switch id {
        case 9: self = .percentage(0)
        case 10: self = .percentage(2)
        case 14...17, 22, 27...31, 34...36, 50...58: self = .date
        case 18...21, 32, 33, 45...47: self = .time
        default: self = .number
        }
    }

    /// Parses a format code such as `[$-411]ggge"年"m"月"d"日";@`.
    init(code: String) {
        self = .number
        var letters: [UInt8] = []
        var isTime = false
        var index = code.utf8.startIndex
        let bytes = code.utf8
        // The first section applies to positive numbers.
        scan: while index < bytes.endIndex {
            let byte = bytes[index]
            bytes.formIndex(after: &index)
            switch byte {
            case UInt8(ascii: "\""):
                while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
                    bytes.formIndex(after: &index)
                }
                if index < bytes.endIndex { bytes.formIndex(after: &index) }
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                if index < bytes.endIndex { bytes.formIndex(after: &index) }
            case UInt8(ascii: "["):
                var inside: [UInt8] = []
                while index < bytes.endIndex, bytes[index] != UInt8(ascii: "]") {
                    inside.append(bytes[index] | 0x20)
                    bytes.formIndex(after: &index)
                }
                if index < bytes.endIndex { bytes.formIndex(after: &index) }
                // [h], [mm] and [ss] are elapsed times, which may exceed a day.
                if let first = inside.first, "hms".utf8.contains(first),
                    inside.allSatisfy({ $0 == first })
                {
                    isTime = true
                }
            case UInt8(ascii: ";"): break scan
            default: letters.append(byte < 0x80 && byte >= 0x40 ? byte | 0x20 : byte)
            }
        }
        let text = String(decoding: letters, as: UTF8.self)
        if text.hasPrefix("general") || text.hasPrefix("g/") || text.contains("@") { return }
        if isTime {
            self = .time
        } else if let format = Self.dateOrTime(letters) {
            self = format
        } else if let format = Self.digits(text) {
            self = format
        }
    }

    private static func dateOrTime(_ letters: [UInt8]) -> NumberFormat? {
        var (hasDay, hasClock, hasMonth) = (false, false, false)
        for (index, letter) in letters.enumerated() {
            switch letter {
            case UInt8(ascii: "y"), UInt8(ascii: "d"): hasDay = true
            case UInt8(ascii: "e"):
                // E+00 is an exponent.
                let next = index + 1 < letters.count ? letters[index + 1] : 0
                if next != UInt8(ascii: "+"), next != UInt8(ascii: "-") { hasDay = true }
            case UInt8(ascii: "h"), UInt8(ascii: "s"): hasClock = true
            case UInt8(ascii: "m"):
                // The m of AM/PM is not a month or minute.
                let before = index > 0 ? letters[index - 1] : 0
                if before != UInt8(ascii: "a"), before != UInt8(ascii: "p") { hasMonth = true }
            default: break
            }
        }
        if hasDay { return .date }
        if hasClock { return .time }
        return hasMonth ? .date : nil
    }

    private static func digits(_ text: String) -> NumberFormat? {
        if text.utf8.last == UInt8(ascii: "%") {
            let point = text.split(separator: ".", maxSplits: 1)
            return .percentage(
                point.count == 2 ? point[1].utf8.count { $0 == UInt8(ascii: "0") } : 0)
        }
        guard text.utf8.count > 1, text.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
            return nil
        }
        return .zeroPadded(text.utf8.count)
    }
}

/// The number formats of the cells of a workbook, by the number of their style.
struct CellFormats {
    private var formats: [NumberFormat] = []

    private static let names: [StaticString] = [
        "numFmt", "numFmtId", "formatCode", "cellXfs", "xf",
    ]

    /// Makes an empty table: all numbers are plain numbers.
    init() {}

    /// Reads the part with the styles.
    init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(IngestError) {
        let xml = try XMLPart(entry, of: archive, names: Self.names)
        var codes: [Int: NumberFormat] = [:]
        var isCell = false
        while let event = try xml.next() {
            switch event {
            case .start(0):
                var (id, code): (Int?, String?)
                while let (name, value) = xml.nextAttribute() {
                    if name == 1 { id = Int(xml.string(value)) }
                    if name == 2 { code = xml.string(value) }
                }
                if let id, let code { codes[id] = NumberFormat(code: code) }
            case .start(3): isCell = true
            case .end(3): isCell = false
            case .start(4) where isCell:
                var id = 0
                while let (name, value) = xml.nextAttribute() {
                    if name == 1 { id = Int(xml.string(value)) ?? 0 }
                }
                formats.append(codes[id] ?? NumberFormat(builtIn: id))
            default: break
            }
        }
    }

    /// The format of a style.
    func format(_ style: Int) -> NumberFormat {
        formats.indices.contains(style) ? formats[style] : .number
    }
}
