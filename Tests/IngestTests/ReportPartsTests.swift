import JSON
import Testing

@testable import Ingest

@Suite struct ReportPartsTests {
    @Test(
        "a marker has a kind, a number and a rest",
        arguments: [
            ("第1章　計画", "第章", 1, "計画"), ("第十二節 交通", "第節", 0, "交通"), ("第二部：資料", "第部", 2, "資料"),
            ("１　はじめに", "1", 1, "はじめに"), ("12 事業", "1", 12, "事業"), ("3. 目的", "1.", 3, "目的"),
            ("4）効果", "1)", 4, "効果"), ("1.2　概要", "1.1", 2, "概要"), ("2-1-3 道路", "1.1.1", 3, "道路"),
            ("(1) 内容", "(1)", 1, "内容"), ("（１２）内容", "(1)", 12, "内容"), ("⑶内容", "(1)", 3, "内容"),
            ("①水道", "①", 1, "水道"), ("㉑ 水道", "①", 21, "水道"), ("❷道", "❶", 2, "道"),
            ("Ⅲ．資料", "Ⅰ", 3, "資料"), ("ア　医療", "ア", 1, "医療"), ("(イ) 教育", "(ア)", 2, "教育"),
            ("b. 教育", "a", 2, "教育"), ("(c)教育", "(a)", 3, "教育"), ("三、交通", "一", 3, "交通"),
            ("施策２　農業", "語施策", 2, "農業"), ("基本目標1：仕事", "語基本目標", 1, "仕事"),
            ("- ② 職員の交流", "-①", 2, "職員の交流"),
        ])
    func numbers(line: String, kind: String, ordinal: Int, rest: String) {
        let marker = ReportMarker.read(ReportScalars(line))
        #expect(marker?.kind == kind)
        // 十二 is read as no number: kanji beyond ten do not order headings.
        if ordinal > 0 { #expect(marker?.ordinal == ordinal) }
        #expect(marker?.rest.string == rest)
    }

    @Test(
        "a mark has a kind and a rest",
        arguments: [
            ("■ 福祉", "■", "福祉"), ("◆稼ぐ", "◆", "稼ぐ"), ("➤ 取組", "➤", "取組"), ("○既存事業", "○", "既存事業"),
            ("【移住】", "【】", "移住"), ("〔経済〕", "【】", "経済"), ("### 灯台", "#3", "灯台"),
            ("・点検", "bullet", "点検"), ("- 点検", "bullet", "点検"), ("- ・ 点検", "-bullet", "点検"),
        ])
    func marks(line: String, kind: String, rest: String) {
        let marker = ReportMarker.read(ReportScalars(line))
        #expect(marker?.kind == kind)
        #expect(marker?.ordinal == nil)
        #expect(marker?.rest.string == rest)
    }

    @Test(
        "numbers and marks within running text are no markers",
        arguments: [
            "8 市は連携する", "2040 年頃", "2.5倍に増えた", "○○市の取組", "令和5 年度の実績", "（例）創業支援", "図1 位置",
            "【新規】農業塾", "アンテナショップ", "第三者委員会", "一人暮らし", "事業", "#", "",
        ])
    func noMarkers(line: String) {
        #expect(ReportMarker.read(ReportScalars(line)) == nil)
    }

    @Test(
        "a label is before a colon, in brackets or before a gap",
        arguments: [
            ("事業名：水道", "事業名", "水道"), ("担当:企画課", "担当", "企画課"), ("事 業 名　　水道", "事業名", "水道"),
            ("【内　容】水を送る", "内容", "水を送る"), ("頻度：年二回", "頻度", "年二回"), ("内容：", "内容", ""),
            ("関係市町　青木村", "関係市町", "青木村"),
        ])
    func labels(line: String, name: String, value: String) {
        let label = ReportLabel.read(ReportScalars(line))
        #expect(label?.name == name)
        #expect(label?.value.string == value)
    }

    @Test(
        "times, addresses and sentences have no labels",
        arguments: ["10:30から", "https://example.jp/", "市は、次のとおり：", "山の　学校", "これは長い題名であるので：値", "：値"])
    func noLabels(line: String) {
        #expect(ReportLabel.read(ReportScalars(line)) == nil)
    }

    @Test(
        "years of any era are read",
        arguments: [
            ("平成30年度", 2018), ("H29", 2017), ("令和元年", 2019), ("Ｒ３.4", 2021), ("昭和 58 年", 1983),
            ("2015/4", 2015), ("20150401", 2015), ("大正12年", 1923), ("開始は平成２年", 1990),
        ])
    func years(text: String, year: Int) {
        #expect(ReportYear.first(in: text.unicodeScalars) == year)
    }

    @Test(
        "what is no year is none", arguments: ["", "未定", "平成99年", "12,000千円", "1867", "2101", "R0"])
    func noYears(text: String) {
        #expect(ReportYear.first(in: text.unicodeScalars) == nil)
    }

    @Test(
        "a heading names an area",
        arguments: [
            ("備後圏域の取組", "備後圏域"), ("千代田区 chiyoda", "千代田区"), ("早瀬町", "早瀬町"),
            ("みちのく盛岡広域連携中枢都市圏の取組", "みちのく盛岡広域連携中枢都市圏"),
        ])
    func areas(heading: String, area: String) {
        #expect(ReportArea.named(by: ReportScalars(heading)) == area)
    }

    @Test(
        "other headings name no area", arguments: ["産業の振興", "安心して暮らせる町", "住みよい市", "圏", "圏域の取組", ""])
    func noAreas(heading: String) {
        #expect(ReportArea.named(by: ReportScalars(heading)) == nil)
    }

    @Test(
        "the title of a document holds the name of an area",
        arguments: [
            ("第２次東雲圏域共生ビジョン", "東雲圏域"), ("三湖広域圏定住自立圏　実施状況一覧", "三湖広域圏定住自立圏"),
            ("令和５年度　青凪連携圏の事業", "青凪連携圏"),
        ])
    func areasWithin(title: String, area: String) {
        #expect(ReportArea.within(title: ReportScalars(title)) == area)
    }

    @Test(
        "numbers of pages are distinguished from text",
        arguments: [
            ("12", true), ("- 3 -", true), ("－３－", true), ("3/10", true), ("p.4", true),
            ("5ページ", true),
            ("12,000", false), ("3人", false), ("12345", false), ("-", false), ("", false),
        ])
    func pageNumbers(line: String, isNumber: Bool) {
        #expect(ReportNoise.isPageNumber(ReportScalars(line)) == isNumber)
    }
}
