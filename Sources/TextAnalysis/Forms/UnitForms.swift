/// The ways of writing a unit: 500㎡, 500m2 and 500平方メートル; 5㎞, 5km and 5キロ.
///
/// Normalisation has turned ㎡ into m2 and ㎞ into km.
enum UnitForms {
    /// The spellings of each unit: `also` has those that mean nothing without a number.
    private static let units: [(names: [String], also: [String])] = [
        (["平方メートル", "平方メーター", "平米"], ["m2"]),
        (["立方メートル", "立米"], ["m3"]),
        (["平方キロメートル", "平方キロ"], ["km2"]),
        (["キロメートル"], ["km", "キロ"]),
        (["センチメートル"], ["cm", "センチ"]),
        (["ミリメートル"], ["mm", "ミリ"]),
        (["メートル"], ["m"]),
        (["キログラム"], ["kg", "キロ"]),
        (["グラム"], ["g"]),
        (["ヘクタール"], ["ha"]),
        (["トン"], ["t"]),
        (["リットル"], ["l"]),
        (["キロワット時"], ["kwh"]),
        (["キロワット"], ["kw"]),
        (["メガワット"], ["mw"]),
        (["パーセント"], ["%"]),
    ]

    static func match(in query: FormText, at start: Int) -> FormMatch? {
        let text = query.text
        let first = text[start]
        guard YearExpression.isDigit(first) || KanjiNumeral.isPart(first) else {
            return alone(in: query, at: start)
        }
        guard start == 0 || !YearExpression.isDigit(text[start - 1]),
            let number = WrittenNumber(text[start...])
        else { return nil }
        var unitStart = start + number.length
        let numberRange = start..<unitStart
        if unitStart < text.count, text[unitStart] == 0x20 { unitStart += 1 }
        var best: (length: Int, units: [[UInt32]])?
        for unit in folded {
            for name in unit.all where text[unitStart...].starts(with: name) {
                if name.count > best?.length ?? 0 {
                    best = (name.count, unit.all)
                } else if name
                    .count == best?.length, let found = best
                {
                    // キロ abbreviates several units.
                    best = (found.length, found.units + unit.all)
                }
            }
        }
        guard let best else { return nil }
        let end = unitStart + best.length
        guard ends(query, end) else { return nil }
        var numbers = [Array(text[numberRange])]
        if let value = number.whole, value > 0 {
            numbers += WrittenNumber.spellings(of: value).filter { $0 != numbers[0] }
        }
        var forms: [AlternativeForm] = []
        for number in numbers {
            for unit in best.units {
                for gap: [UInt32] in CharacterClass(unit[0]) == .word ? [[], [0x20]] : [[]] {
                    let form = number + gap + unit
                    guard !form.elementsEqual(text[start..<end]) else { continue }
                    // A number in kanji does not take a unit in Latin letters.
                    let isMixed = !YearExpression.isDigit(number[0]) && unit[0] < 0x80
                    if isMixed || forms.contains(where: { $0.scalars == form }) { continue }
                    forms.append(AlternativeForm(form, .unit))
                }
            }
        }
        return FormMatch(range: start..<end, forms: forms, whole: .unit)
    }

    /// A unit without a number: 平方メートル is also found in 500㎡.
    private static func alone(in query: FormText, at start: Int) -> FormMatch? {
        guard start == 0 || !CharacterClass(query.base[start - 1]).isLetter else { return nil }
        for unit in folded {
            for name in unit.names + unit.powers
            where query.text[start...].starts(with: name) && ends(query, start + name.count) {
                let forms = (unit.names + unit.powers).filter { $0 != name }
                return forms.isEmpty
                    ? nil
                    : FormMatch(
                        range: start..<start + name.count,
                        forms: forms.map { AlternativeForm($0, .unit) }, whole: .unit)
            }
        }
        return nil
    }

    private static func ends(_ query: FormText, _ end: Int) -> Bool {
        end == query.text.count || query.starts[end]
    }

    private struct Unit {
        let names: [[UInt32]]
        /// Spellings in Latin letters with no other meaning: m2.
        let powers: [[UInt32]]
        let all: [[UInt32]]
    }

    private static let folded: [Unit] = units.map { unit in
        let names = unit.names.map(fold)
        let also = unit.also.map(fold)
        return Unit(
            names: names, powers: also.filter { $0.last == 0x32 || $0.last == 0x33 },
            all: names + also)
    }

    private static func fold(_ text: String) -> [UInt32] {
        text.unicodeScalars.map { FoldingRules.hiragana($0.value) }
    }
}
