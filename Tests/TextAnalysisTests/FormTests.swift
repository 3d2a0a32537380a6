import Testing

@testable import TextAnalysis

/// Other ways of writing parts of a query.
@Suite struct FormTests {
    /// The forms of the first place of a text, those of the other kind of year left out.
    private func forms(_ text: String, near: Bool = false) throws -> Set<String> {
        var normalizer = TextNormalizer()
        let segmenter = try WordSegmenter()
        let normal = normalizer.normalize(text)
        var starts: [Bool] = []
        segmenter.segment(normal.base, into: &starts)
        let matches = FormFinder(normalizer: normalizer).matches(
            in: normal, starts: starts, segmenter: segmenter)
        let forms = matches.first?.forms ?? []
        return Set(
            forms.filter { ($0.kind == .nearYear) == near }.map { String(scalars: $0.scalars) })
    }

    @Test(arguments: [
        ("取組", "取り組み"), ("取り組み", "取組"), ("取組み", "取り組み"), ("取組み", "取組"),
        ("受付", "受け付け"), ("受付け", "受付"), ("受け付け", "受付"), ("引渡し", "引き渡し"),
        ("引き渡し", "引渡し"), ("引き渡し", "引渡"), ("申込", "申し込み"), ("申し込み", "申込み"),
        ("申込み", "申込"), ("打合せ", "打ち合わせ"), ("打ち合わせ", "打合せ"), ("貸出", "貸し出し"),
        ("手続", "手続き"), ("買物", "買い物"), ("問合せ", "問い合わせ"),
    ])
    func `okurigana may be written or left out`(_ text: String, _ form: String) throws {
        #expect(try forms(text).contains(form))
    }

    @Test(arguments: [
        ("位置", "位置づけ"), ("生物", "生き物"), ("組合", "組み合わせ"), ("隣の市", "隣市"), ("生きる", "生る"),
    ])
    func `other words with the same kanji are no forms`(_ text: String, _ form: String) throws {
        #expect(try !forms(text).contains(form))
    }

    @Test(arguments: [
        ("六次産業", "6次産"), ("6次産業", "六次産"), ("二市三町", "2市"), ("2市", "二市"), ("十二人", "12人"),
        ("120件", "百二十件"), ("第2期", "第二期"), ("三か所", "3か所"), ("３ヶ所", "三か所"), ("一つ", "1つ"),
    ])
    func `numbers are written in kanji or digits`(_ text: String, _ form: String) throws {
        #expect(try forms(text) == [form])
    }

    @Test(arguments: [
        "三重", "八戸", "四国", "九州", "一般", "一部", "三次市", "三次", "千葉", "数十人", "1.5人", "5", "四日市",
    ])
    func `names with numerals are no numbers`(_ text: String) throws {
        #expect(try forms(text).isEmpty)
    }

    @Test(arguments: [
        ("1200人", "1,200人"), ("1200人", "千二百人"), ("1,200人", "1200人"), ("千二百人", "1200人"),
        ("千人", "1000人"), ("1万人", "10,000人"), ("12万人", "120,000人"), ("120000人", "12万人"),
        ("1億2000万人", "1億2,000万人"), ("1億2000万人", "1億2千万人"), ("1200", "1,200"),
        ("120万円", "1,200千円"), ("120万円", "1.2百万円"), ("120万円", "1200000円"),
        ("1.2億円", "120百万円"), ("5千円", "5,000円"), ("2/3", "3分の2"), ("2/3", "三分の二"),
        ("⅔", "2/3"), ("三分の二", "2/3"), ("500㎡", "500平方めーとる"), ("500平方メートル", "500m2"),
        ("10km", "10きろ"), ("10キロ", "10km"), ("1,500㎡", "1500m2"), ("平方メートル", "m2"),
    ])
    func `numbers, amounts, units and fractions are written in many ways`(
        _ text: String, _ form: String
    ) throws {
        #expect(try forms(text).contains(form))
        #expect(try !forms(text).contains(text))
    }

    @Test(arguments: [
        ("コミュニティー", "こみゅにてぃ"), ("コミュニティ", "こみゅにてぃー"), ("サーバ", "さーばー"),
        ("ウオーキング", "うぉーきんぐ"), ("ウェブ", "うえぶ"), ("フイルム", "ふぃるむ"), ("ヴァイオリン", "ばいおりん"),
        ("バイオリン", "ゔぁいおりん"), ("ダ・ヴィンチ", "だゔぃんち"),
        ("レオナルドダヴィンチ", "れおなるど・だ・ゔぃんち"), ("WiFi", "wi-fi"), ("Wi-Fi", "wifi"),
        ("eスポーツ", "e-すぽーつ"), ("e-スポーツ", "eすぽーつ"), ("つつじが丘", "つつじゖ丘"),
        ("つつじヶ丘", "つつじが丘"), ("四ツ谷", "四っ谷"), ("御茶ノ水", "お茶の水"), ("井之頭", "井の頭"),
        ("お祭り", "祭り"), ("祭り", "お祭り"), ("一人親", "ひとり親"), ("障碍者", "障がい者"),
        ("引き籠もり", "ひきこもり"), ("綜合", "総合"), ("03-1234-5678", "0312345678"),
        ("0312345678", "03-1234-5678"), ("0312345678", "03(1234)5678"), ("5300001", "530-0001"),
        ("9784003101018", "978-4-00-310101-8"), ("978-4-00-310101-8", "9784003101018"),
    ])
    func `words, names and identifiers are written in many ways`(
        _ text: String, _ form: String
    ) throws {
        #expect(try forms(text).contains(form))
    }

    @Test(arguments: [
        ("スキー", "すき"), ("カバー", "かば"), ("マイナ", "まいなー"), ("お茶", "茶"), ("水の都", "水之都"),
        ("2015-2020", "20152020"), ("12/3", "3分の12"),
    ])
    func `short words and particles have no other forms`(_ text: String, _ form: String) throws {
        #expect(try !forms(text).contains(form))
    }

    @Test func `only the kinds that are wanted are looked for`() throws {
        var normalizer = TextNormalizer()
        let segmenter = try WordSegmenter()
        let normal = normalizer.normalize("1,200人")
        var starts: [Bool] = []
        segmenter.segment(normal.base, into: &starts)
        let finder = FormFinder(normalizer: normalizer)
        func matches(_ kinds: Set<AlternativeForm.Kind>) -> [FormMatch] {
            finder.matches(in: normal, starts: starts, segmenter: segmenter, kinds: kinds)
        }
        #expect(matches([.number]).map(\.whole) == [.number])
        #expect(matches([.spelling, .katakana]).isEmpty)
        #expect(matches([]).isEmpty)
    }

    @Test func `a fiscal year has the names that plans give it`() throws {
        #expect(
            try forms("平成27年度") == [
                "h27年度", "h27", "平成二十七年度", "2015年度", "二〇一五年度",
            ])
        #expect(try forms("平成27年度", near: true).isSuperset(of: ["平成27年", "2015年"]))
        #expect(try forms("2015年度").isSuperset(of: ["平成27年度", "h27年度", "h27"]))
        #expect(try forms("2015年度", near: true).contains("2015年"))
    }

    @Test func `years in which an era begins have two numbers`() throws {
        #expect(
            try forms("2019年").isSuperset(of: ["令和元年", "令和1年", "平成31年", "r1年", "h31年"]))
        #expect(try forms("令和元年").isSuperset(of: ["令和1年", "2019年", "平成31年"]))
        #expect(try forms("令和元年", near: true).contains("2019年度"))
    }

    @Test func `plans go on counting in an era that has ended`() throws {
        #expect(try forms("2029年度").isSuperset(of: ["令和11年度", "平成41年度"]))
        #expect(try forms("平成41年度").contains("2029年度"))
    }

    @Test func `months and days stay with their years`() throws {
        #expect(try forms("R4.4").isSuperset(of: ["令和4年4月", "2022年4月"]))
        #expect(try forms("令和4年4月").isSuperset(of: ["r4.4", "2022年4月"]))
        #expect(
            try forms("1945年8月6日").isSuperset(of: ["昭和20年8月6日", "s20.8.6", "昭和二十年八月六日"]))
        #expect(try !forms("1945年8月6日").contains("1945年8月"))
    }

    @Test func `a number alone is a year`() throws {
        #expect(try forms("2015") == ["平成27", "h27", "平成二十七", "二〇一五"])
        #expect(try forms("Ｈ27").isSuperset(of: ["平成27", "2015"]))
        #expect(try forms("2015円").isDisjoint(with: ["平成27円", "h27円", "平成27"]))
        #expect(try forms("S1x").isSubset(of: ["s-1x", "s1-x"]))
    }

    @Test func `mixed spellings are listed`() throws {
        #expect(try forms("子供") == ["子ども", "こども"])
        #expect(try forms("障がい者").contains("障害者"))
        #expect(try forms("まちづくり").contains("街づくり"))
    }

    @Test(
        "every spelling finds the others of its lines, whatever is folded",
        arguments: [
            Foldings.standard, [], .kana, [.variantKanji, .variantWords],
            [.kana, .blanks, .counters],
        ])
    func spellings(foldings: Foldings) throws {
        // A table of one's own may make any kanji another.
        let own = try VariantKanji(parsing: "子\t小\n障\t章\n見\t視\n", name: "own")
        for kanji in [VariantKanji.builtIn, own] {
            var normalizer = TextNormalizer(foldings: foldings, variants: kanji)
            let variants = SpellingVariants(normalizer)
            let table = try SynonymTable(
                parsing: SpellingVariants.text, name: "spellings", normalizer: &normalizer,
                allowsSameWords: true)
            for word in SpellingVariants.text.split(whereSeparator: { ",\n".contains($0) }) {
                let folded = normalizer.normalize(String(word)).folded
                let match = variants.longestMatch(in: folded, at: 0) { $0 == folded.count }
                #expect(match?.synonyms ?? [] == table.synonyms(of: folded), "\(word)")
            }
            let unknown = variants.longestMatch(in: [0x9F98], at: 0) { _ in true }
            #expect(unknown == nil)
        }
    }

    @Test func `the list of spellings can be read`() throws {
        var normalizer = TextNormalizer()
        let table = try SynonymTable(
            parsing: SpellingVariants.text, name: "spellings", normalizer: &normalizer,
            allowsSameWords: true)
        #expect(table.count > 800)
    }
}
