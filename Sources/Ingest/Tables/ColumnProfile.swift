internal import TextAnalysis

/// Statistics of the content of a column over the rows of data.
///
/// All values are counted and compared; their form is examined in the first rows and then in one
/// row of 64, which is enough to classify most of them.
struct ColumnProfile: Sendable {
    /// The number of cells with a value.
    private(set) var count = 0
    /// The number of cells examined closely; the following counts refer to these.
    private(set) var examined = 0
    private(set) var scalars = 0
    /// The longest value examined, in scalars.
    private(set) var longest = 0
    private(set) var sentences = 0
    private(set) var wholeNumbers = 0
    private(set) var leadingZeros = 0
    /// The number of amounts with a multiplier or a currency.
    private(set) var amounts = 0
    /// The number of numbers with or without these.
    private(set) var numbers = 0
    private(set) var dates = 0
    /// The number of dates, as text or as dates of a spreadsheet, with at least a month.
    private(set) var days = 0
    private(set) var years = 0
    /// The number of values that separators split into several.
    private(set) var lists = 0
    /// The number of values whose parts are all names of municipalities.
    private(set) var municipalities = 0
    private(set) var prefectures = 0
    private(set) var states = 0
    /// The number of words and marks for yes.
    private(set) var affirmations = 0
    /// The number of words and marks for no.
    private(set) var negations = 0
    private(set) var codes = 0
    /// Some values, the first different ones, for display.
    private(set) var samples: [String] = []
    /// The hashes of the different values, up to a limit.
    private(set) var hashes: Set<UInt64> = []
    private var repeats = 0
    /// Whether there were more values than the limit.
    private var isSaturated = false
    /// Whether the name of the column suggests identifiers.
    private let mayIdentify: Bool

    /// The number of rows examined before sampling begins.
    private static let first = 1_000
    /// The limit of different values in a column that may identify rows, and in others.
    private static let mostDistinct = (identifying: 16_000_000, other: 50_000)

    /// - Parameter mayIdentify: whether the name of the column suggests identifiers.
    init(mayIdentify: Bool = false) { self.mayIdentify = mayIdentify }

    /// The number of values that differ from all before them.
    var distinct: Int { count - repeats }
    /// Whether no two cells have the same value.
    var isUnique: Bool { repeats == 0 && count > 0 && !isSaturated }
    /// Whether there are at least three cells, all with the same value.
    var isConstant: Bool { count > 2 && distinct == 1 }
    /// The average number of scalars of a value.
    var averageLength: Double { examined > 0 ? Double(scalars) / Double(examined) : 0 }

    /// Whether all values, also those not examined closely, are words and marks for yes and no, or truth
    /// values of a spreadsheet or of JSON.
    private var isAllTruth = true
    /// The number of truth values of a spreadsheet or of JSON.
    private var truths = 0

    /// Whether all values mean yes or no and at least one is not a digit; 1 and 0 alone are
    /// numbers.
    ///
    /// Words must mean both: a column of nothing but ○ may be anything.
    var isBoolean: Bool {
        guard isAllTruth, affirmations + negations == examined else { return false }
        return truths == count && count > 0
            || affirmations > 0 && negations > 0 && wholeNumbers < examined
    }

    /// A count as a proportion of the values examined.
    func share(_ count: Int) -> Double { examined > 0 ? Double(count) / Double(examined) : 0 }

    /// Adds a cell of a row of data.
    mutating func add(_ cell: Cell) {
        guard !cell.isBlank else { return }
        let text = cell.text
        count += 1
        let hash = ColumnProfile.hash(text, atMost: mayIdentify ? .max : 96)
        // As long as no value has repeated, a column of codes may identify rows.
        let isOpen = repeats == 0 && (mayIdentify || codes == examined)
        let limit = ColumnProfile.mostDistinct
        if hashes.count < (isOpen ? limit.identifying : limit.other) {
            if !hashes.insert(hash).inserted { repeats += 1 }
        } else {
            isSaturated = true
            if hashes.contains(hash) { repeats += 1 }
        }
        if case .boolean = cell.value {
            truths += 1
        } else if isAllTruth {
            isAllTruth = IntegerCell.number(cell, .boolean) != nil
        }
        guard count <= ColumnProfile.first || count & 63 == 0 else { return }
        examine(cell, CellText.trimmed(text))
        return
    }

    private mutating func examine(_ cell: Cell, _ text: String) {
        examined += 1
        let length = text.unicodeScalars.count
        scalars += length
        longest = max(longest, length)
        if samples.count < 3, !samples.contains(text) { samples.append(text) }
        if let truth = IntegerCell.number(cell, .boolean) {
            affirmations += Int(truth)
            negations += 1 - Int(truth)
        }
        if case .date = cell.value {
            dates += 1
            days += 1
            years += 1
            return
        }
        if text.contains("。") || text.contains("｡") { sentences += 1 }
        guard length <= 400 else { return }
        if case .number(let number, _) = cell.value {
            numbers += 1
            if number == number.rounded() { wholeNumbers += 1 }
            if text.hasPrefix("0"), text.utf8.count > 1, !text.contains(".") { leadingZeros += 1 }
            if length == 4, YearValue.isYear(number) { years += 1 }
            codes += 1
            return
        }
        let value = ValueText(text)
        if let amount = value.amount {
            numbers += 1
            if amount.hasCurrency || amount.hasMultiplier { amounts += 1 }
            if value.isWholeNumber { wholeNumbers += 1 }
            if value.hasLeadingZero { leadingZeros += 1 }
        }
        if value.isCode { codes += 1 }
        if let day = value.date {
            dates += 1
            if day.month != nil { days += 1 }
        }
        if YearValue(text).year != nil { years += 1 }
        let parts = ListText.parts(text, ListText.standardSeparators)
        if parts.count > 1 { lists += 1 }
        let places = ListText.parts(text, ListText.municipalitySeparators)
        if !places.isEmpty, places.allSatisfy(PlaceName.isMunicipality) { municipalities += 1 }
        if PlaceName.isPrefecture(text) { prefectures += 1 }
        if ColumnProfile.statusWords.contains(text) { states += 1 }
    }

    /// FNV-1a over the UTF-8 bytes and their number, mixed.
    ///
    /// - Parameter limit: the greatest number of bytes hashed, for texts that do not identify
    ///   anything.
    static func hash(_ text: String, atMost limit: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(text.utf8.count)
        for byte in text.utf8.prefix(limit) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        return hash ^ (hash >> 32)
    }

    private static let statusWords: Set<String> = [
        "新規", "継続", "拡充", "拡大", "縮小", "廃止", "終了", "完了", "中止", "休止", "検討中", "実施中", "実施済", "未実施",
        "予定", "済", "見直し", "統合", "実施", "検討", "－", "-",
    ]
}
