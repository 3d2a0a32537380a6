/// The ways of writing a year: 平成27年度, H27年度, H27 and 2015年度.
enum YearForms {
    static func match(in text: [UInt32], at start: Int) -> FormMatch? {
        guard start == 0 || !isDigitOrPart(text[start - 1]),
            let reading = YearExpression.read(text[start...])
        else { return nil }
        let end = start + reading.length
        let next = end < text.count ? text[end] : 0x20
        let typed = Array(text[start..<end])
        let isLettered = CharacterClass(text[start]) == .word && reading.offset > 0
        if reading.year.kind == .unsaid {
            // A bare number is a year if no letter follows, and a number after an era letter if
            // nothing continues it: H27, but not T5 or S1の.
            guard CharacterClass(next) != .word else { return nil }
            if reading.offset == 0 {
                guard start == 0, end == text.count else { return nil }
            } else if isLettered {
                guard [0x68, 0x72, 0x73].contains(text[start]) else { return nil }  // h r s
            }
        }
        guard (1868...2100).contains(reading.year.year), next != 0x9593 else { return nil }  // 間
        var forms: [AlternativeForm] = []
        func add(_ scalars: [[UInt32]], _ kind: AlternativeForm.Kind) {
            for scalars in scalars where scalars != typed {
                if !forms.contains(where: { $0.scalars == scalars }) {
                    forms.append(AlternativeForm(scalars, kind))
                }
            }
        }
        add(spellings(of: reading.year), .year)
        if reading.year.month == nil, reading.year.kind != .unsaid {
            let other: YearExpression.Kind = reading.year.isFiscal ? .calendar : .fiscal
            add(spellings(of: .init(reading.year.year, other)), .nearYear)
        }
        return FormMatch(range: start..<end, forms: forms)
    }

    private static func isDigitOrPart(_ scalar: UInt32) -> Bool {
        YearExpression.isDigit(scalar) || KanjiNumeral.isPart(scalar)
    }

    /// All ways of writing a year, in folded scalars.
    static func spellings(of year: YearExpression.Year) -> [[UInt32]] {
        var results: [[UInt32]] = []
        let tail = tail(of: year) { String($0).unicodeScalars.map(\.value) }
        let kanjiTail = self.tail(of: year) { KanjiNumeral.write($0) ?? [] }
        for era in Era.all {
            guard let number = era.writtenNumber(of: year.year) else { continue }
            let digits = String(number).unicodeScalars.map(\.value)
            if number == 1 { results.append(era.name + [0x5143] + tail) }  // 元
            results.append(era.name + digits + tail)
            if let letter = era.letter {
                results.append([letter] + digits + tail)
                if let month = year.month {
                    let day = year.day.map { ".\($0)" } ?? ""
                    let date = "\(number).\(month)\(day)"
                    results.append([letter] + date.unicodeScalars.map(\.value))
                } else if year.kind == .fiscal, letter == 0x68 || letter == 0x72 {
                    // In plans, H27 alone is mostly a fiscal year.
                    results.append([letter] + digits)
                }
            }
            if let kanji = KanjiNumeral.write(number) {
                results.append(era.name + kanji + kanjiTail)
            }
        }
        results.append(String(year.year).unicodeScalars.map(\.value) + tail)
        results.append(KanjiNumeral.writeByPlace(year.year) + kanjiTail)
        return results
    }

    /// The text after the number of a year, with numbers written by `write`.
    private static func tail(
        of year: YearExpression.Year, write: (Int) -> [UInt32]
    ) -> [UInt32] {
        switch year.kind {
        case .fiscal: return [0x5E74, 0x5EA6]
        case .unsaid: return []
        case .calendar:
            let month = year.month.map { write($0) + [0x6708] } ?? []
            let day = year.day.map { write($0) + [0x65E5] } ?? []
            return [0x5E74] + month + day
        }
    }
}

extension Era {
    /// The number of a Gregorian year in the era, as texts write it.
    ///
    /// Plans written before an era ended keep counting in it (平成41年度, for 2029).
    fileprivate func writtenNumber(of year: Int) -> Int? {
        guard year >= firstYear, year <= (lastYear ?? Int.max - 20) + 20, year - firstYear < 64
        else { return nil }
        return year - firstYear + 1
    }
}
