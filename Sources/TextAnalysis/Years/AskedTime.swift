/// A year that a question states as the time of what it searches, such as 2015年に始まった, 平成10年から続く,
/// 平成20年以降に開始 or 令和2年度より前から.
package struct AskedTime: Equatable, Sendable {
    /// The first year, Gregorian; nil if there is no lower limit.
    package let first: Int?
    /// The last year, Gregorian; nil if there is no upper limit.
    package let last: Int?
    /// The range of the year in the text.
    package let year: Range<Int>
    /// The parts of the text that state the time and nothing else.
    package let parts: [Range<Int>]

    /// Whether it is a single year.
    package var isOneYear: Bool { first == last }

    /// Whether a year is within the time.
    package func contains(_ year: Int) -> Bool {
        year >= first ?? Int.min && year <= last ?? Int.max
    }

    /// The first time that a normalised text states for what it searches; nil if there is none.
    ///
    /// A year that is merely mentioned (2015年度 予算) does not count.
    package static func find(in text: [UInt32]) -> AskedTime? {
        for start in text.indices {
            if start > 0, !canBegin(behind: text[start - 1], text[start]) { continue }
            guard let reading = YearExpression.read(text[start...]),
                reading.year.kind != .unsaid || reading.offset > 0,
                NamedYears.span.contains(reading.year.year)
            else { continue }
            let end = start + reading.length
            if let time = find(in: text, start..<end, reading.year.year) { return time }
        }
        return nil
    }

    private static func canBegin(behind before: UInt32, _ scalar: UInt32) -> Bool {
        if KanjiNumeral.isPart(before), scalar >= 0x80 { return false }
        return scalar >= 0x80 || CharacterClass(before) != .word
    }

    private static func find(
        in text: [UInt32], _ year: Range<Int>, _ number: Int
    ) -> AskedTime? {
        let rest = text[year.upperBound...]
        if let (marker, first, last) = opening(rest, number) {
            var end = year.upperBound + marker
            // 以降に開始した, 以前から続く: the verb adds nothing.
            end += beginning(text[end...])
            return AskedTime(first: first, last: last, year: year, parts: [year.lowerBound..<end])
        }
        for (marker, isUntil) in [("までに", true), ("から", false), ("より", false), ("に", false)] {
            guard let length = match(marker, rest) else { continue }
            let end = year.upperBound + length
            let first = isUntil ? nil : number
            let verb = beginning(text[end...])
            if verb > 0 {
                return AskedTime(
                    first: first, last: number, year: year,
                    parts: [year.lowerBound..<end + verb])
            }
            // 2024年に本格運用が始まった, 平成29年度に協定を結んだ: the thing that began is in between.
            guard let verb = laterBeginning(text[end...]) else { return nil }
            return AskedTime(
                first: first, last: number, year: year,
                parts: [year.lowerBound..<end] + (verb.isEmpty ? [] : [verb]))
        }
        return nil
    }

    /// The word after a year that opens a span, with its length and the limits of the span.
    private static func opening(
        _ text: ArraySlice<UInt32>, _ year: Int
    ) -> (length: Int, first: Int?, last: Int?)? {
        let markers: [(String, Int?, Int?)] = [
            ("以降", year, nil), ("以後", year, nil), ("以来", year, nil), ("より後", year + 1, nil),
            ("以前", nil, year), ("より前", nil, year - 1), ("より以前", nil, year - 1),
            ("の前", nil, year - 1), ("未満", nil, year - 1),
        ]
        for (marker, first, last) in markers {
            guard var length = match(marker, text) else { continue }
            // 前 in 2015年の前橋市 and 前半 is part of another word.
            if let next = text.dropFirst(length).first, CharacterClass(next) == .kanji,
                marker.hasSuffix("前") || marker.hasSuffix("後"),
                beginning(text.dropFirst(length)) == 0
            {
                continue
            }
            for particle in ["から", "に", "の"] {
                if let more = match(particle, text.dropFirst(length)) {
                    length += more
                    break
                }
            }
            return (length, first, last)
        }
        return nil
    }

    /// The number of scalars of a verb of beginning or continuing at the start of a text that says
    /// nothing else: 始まった, に開始した, 続いている; 0 if there is none.
    private static func beginning(_ text: ArraySlice<UInt32>) -> Int {
        var length = 0
        while let more = pureVerb(text.dropFirst(length)) { length += more }
        return length
    }

    /// The length of a verb, with its ending, that says only that something began or continues.
    private static func pureVerb(_ text: ArraySlice<UInt32>) -> Int? {
        for stem in ["今も", "現在も", "今でも", "ずっと"] {
            if let length = match(stem, text), pureVerb(text.dropFirst(length)) != nil {
                return length
            }
        }
        for (stems, endings) in verbs {
            for stem in stems {
                guard var length = match(stem, text) else { continue }
                // The verb must not modify a noun: まちづくり of 始まったまちづくり is a search term.
                let rest = text.dropFirst(length)
                length += endings.lazy.compactMap { match($0, rest) }.max() ?? 0
                if match("の", text.dropFirst(length)) != nil {
                    let next = text.dropFirst(length + 1).first
                    if next.map({ CharacterClass($0) != .hiragana || particles.contains($0) })
                        ?? true
                    {
                        length += 1
                    }
                }
                return length
            }
        }
        return nil
    }

    /// The stems of such verbs with the endings of each kind.
    private static let verbs: [(stems: [String], endings: [String])] = [
        (
            ["始ま", "はじま"],
            ["り", "りました", "る", "った", "って", "っていた", "っている", "ってから", "ってきた"]
        ),
        (
            ["始め", "はじめ"],
            [
                "た", "て", "る", "ました", "ていた", "ている", "てから", "られ", "られた", "られて",
                "られている",
            ]
        ),
        (
            ["開始", "スタート", "継続"],
            [
                "し", "した", "して", "しました", "していた", "している", "してから", "する", "され",
                "された", "されて", "されました", "されている", "されてから", "される",
            ]
        ),
        (
            ["続", "つづ"],
            [
                "き", "く", "いた", "いて", "いていた", "いている", "いてきた", "け", "けた", "けて",
                "けている", "けてきた", "ける", "けられた", "けられている",
            ]
        ),
    ]

    /// The verb of beginning in the text after a year and に; empty if the verb names the action
    /// (開設された, 協定を結んだ) and is therefore a search term.
    private static func laterBeginning(_ text: ArraySlice<UInt32>) -> Range<Int>? {
        let reach = text.indices.prefix(24)
        for start in reach.dropFirst() where particles.contains(text[start]) {
            let verb = beginning(text[start...].dropFirst())
            if verb > 0 { return start..<start + 1 + verb }
        }
        let isStarted = reach.contains { start in
            started.contains { match($0, text[start...]) != nil }
        }
        return isStarted ? text.startIndex..<text.startIndex : nil
    }

    /// が, を, は.
    private static let particles: Set<UInt32> = [0x304C, 0x3092, 0x306F]

    /// Words for setting something up.
    private static let started = [
        "開始", "開設", "設置", "設立", "発足", "創設", "開校", "開館", "開所", "開業", "開通", "導入", "締結",
        "結ん", "結ば", "策定", "立ち上げ", "運用", "オープン", "実施", "制定", "スタート", "統合", "合併", "でき",
        "始ま", "始め", "始動", "稼働", "稼動", "供用", "作られ", "つくられ", "整備",
    ]

    private static func match(_ word: String, _ text: ArraySlice<UInt32>) -> Int? {
        let scalars = word.unicodeScalars
        return text.starts(with: scalars.lazy.map(\.value)) ? scalars.count : nil
    }
}
