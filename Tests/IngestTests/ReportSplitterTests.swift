import Testing

@testable import Ingest

@Suite struct ReportSplitterTests {
    private func split(
        _ text: String, _ division: ReportDivision = .automatic
    ) -> ReportCut {
        ReportSplitter(division: division).split(ReportLine.lines(of: text))
    }

    @Test("a report is cut at its headings", arguments: ReportSample.all)
    func titles(sample: ReportSample) {
        let records = split(sample.text).records
        #expect(records.map(\.title) == sample.records.map(\.title))
        for (record, expected) in zip(records, sample.records) {
            guard let category = expected.category else { continue }
            #expect(record.category.last ?? record.headings.last == category, "\(record.title)")
        }
    }

    @Test("line ends of any kind and full-width digits change nothing", arguments: ReportSample.all)
    func lineEnds(sample: ReportSample) {
        let plain = split(sample.text)
        let carriage = split(sample.text.replacing("\n", with: "\r\n"))
        #expect(carriage == plain)
    }

    @Test("the fields of a record come from its heading, its labels and the headings above")
    func fields() throws {
        let cut = split(
            """
            第２次東雲圏域共生ビジョン

            ２　産業の振興

            (1) 地場産品の朝市
            　東雲市の広場で朝市を開く。
            　売れ残りは食堂に回す。
            　実施主体：東雲市、早瀬町
            　開始年度：平成30年度

            (2) 空き店舗の案内（令和２年７月開始）
            　空き店舗を同じ書式で載せる。
            　実施主体：東雲市
            """)
        #expect(cut.title == "第２次東雲圏域共生ビジョン")
        try #require(cut.records.count == 2)
        let first = cut.records[0]
        #expect(first.title == "地場産品の朝市")
        #expect(first.heading == "(1) 地場産品の朝市")
        #expect(first.description == "東雲市の広場で朝市を開く。\n売れ残りは食堂に回す。")
        #expect(first.headings == ["第２次東雲圏域共生ビジョン", "産業の振興"])
        #expect(first.category == ["産業の振興"])
        #expect(first.area == "東雲圏域")
        #expect(first.startYear == 2018)
        #expect(
            first.columns == [
                .init(name: "実施主体", value: "東雲市、早瀬町"),
                .init(name: "開始年度", value: "平成30年度"),
            ])
        #expect(first.lines == 5...9)
        #expect(first.pages == nil)
        let second = cut.records[1]
        #expect(second.title == "空き店舗の案内")
        #expect(second.description == "（令和２年７月開始）\n空き店舗を同じ書式で載せる。")
        #expect(second.startYear == 2020)
        #expect(second.lines == 11...13)
    }

    @Test("an area heads the records below it until the next")
    func areas() throws {
        let sample = try #require(ReportSample.plain.first { $0.name.hasPrefix("areas") })
        let records = split(sample.text).records
        #expect(
            records.map(\.area) == ["青葉圏域", "青葉圏域", "若葉圏域", "若葉圏域", "紅葉圏域", "紅葉圏域"])
        #expect(records.map(\.category) == [["医療"], ["交通"], ["医療"], ["交通"], ["医療"], ["交通"]])
    }

    @Test("running heads, page numbers and form feeds go, and each record knows its pages")
    func pages() throws {
        let cut = split(
            """
            西山広域連合　事業概要
            1. 火葬場の共同運営
            二つの火葬場を一つにまとめる。
            1
            \u{C}西山広域連合　事業概要
            待ち時間も短くする。
            2. し尿処理
            三つの町のし尿を一か所で処理する。
            2
            \u{C}西山広域連合　事業概要
            3. 介護保険の認定
            審査会を週に三回開く。
            3
            """)
        #expect(cut.records.map(\.title) == ["火葬場の共同運営", "し尿処理", "介護保険の認定"])
        #expect(cut.records[0].description == "二つの火葬場を一つにまとめる。\n待ち時間も短くする。")
        #expect(cut.records.map(\.pages) == [1...2, 2...2, 3...3])
        #expect(cut.records.map(\.lines) == [2...6, 7...8, 11...12])
        #expect(
            cut.passedOver.map(\.reason) == [
                .heading, .pageNumber, .runningHead, .pageNumber, .runningHead, .pageNumber,
            ])
    }

    @Test("lines that a converter broke are joined without a blank between Japanese letters")
    func wrappedLines() throws {
        let sample = try #require(ReportSample.numbered.first { $0.name.hasPrefix("lines") })
        let records = split(sample.text).records
        #expect(
            records.first?.description
                == "四つの町の給食を一つの調理場で作り、地元の農家の野菜を半分以上使う。献立は栄養士の会が毎月決め、"
                + "残った食べ物は堆肥にして畑に戻す。調理場は災害のときに炊き出しの場所となる。")
    }

    @Test("converters' markup goes, and paragraphs of a cell are read as text")
    func markup() throws {
        let cut = split(
            """
            (1) 取組について

            目的\t<p>住民の<u>暮らし</u>を守る。</p>
            取組内容\t<p>① 水道の共同化</p> <p>三つの市で水道を一つにする。</p> <p>② ごみの減量</p><p>分け方をそろえる。</p>

            (2) **効果**
            費用が下がる。<!-- 確認済み -->
            (3) 体制
            市長が会議を開く。
            """)
        #expect(cut.records.map(\.title) == ["取組について", "水道の共同化", "ごみの減量", "効果", "体制"])
        #expect(cut.records[0].description == "住民の暮らしを守る。")
        #expect(cut.records[1].description == "三つの市で水道を一つにする。")
        #expect(cut.records[3].description == "費用が下がる。")
    }

    @Test("a report as a whole is one record")
    func whole() {
        let cut = split("圏域の計画\n\n１　福祉\n福祉の本文である。\n２　交通\n交通の本文である。", .whole)
        #expect(cut.records.map(\.title) == ["圏域の計画"])
        #expect(cut.records.first?.description == "１　福祉\n福祉の本文である。\n２　交通\n交通の本文である。")
        #expect(cut.records.first?.lines == 1...6)
        #expect(split("", .whole).records.isEmpty)
    }

    @Test("a record for each page has the page's first heading as its title")
    func byPage() {
        let cut = split("歩こう会\n毎月歩きます。\n\u{C}続きの文である。\n\u{C}料理教室\n塩を減らす。", .page)
        #expect(cut.records.map(\.title) == ["歩こう会", "歩こう会", "料理教室"])
        #expect(cut.records.map(\.pages) == [1...1, 2...2, 3...3])
        #expect(cut.records.map(\.description) == ["毎月歩きます。", "続きの文である。", "塩を減らす。"])
    }

    @Test("cut at headings alone, rows of tables stay text")
    func byHeading() throws {
        let sample = try #require(ReportSample.marked.first { $0.name == "a table of Markdown" })
        let cut = split(sample.text, .heading)
        #expect(cut.records.map(\.title) == ["事業一覧"])
        #expect(cut.records.first?.description.contains("森林環境教室") == true)
    }

    @Test("styles of a Word document are headings, and rows of its tables are records")
    func word() {
        var lines = [
            ReportLine(text: "第２期広域連携ビジョン", line: 1, headingLevel: 1),
            ReportLine(text: "令和６年３月　企画部", line: 2),
            ReportLine(text: "第１章　はじめに", line: 3, headingLevel: 2),
            ReportLine(text: "圏域の事業を定めるものである。", line: 4),
            ReportLine(text: "第２章　重点事業", line: 5, headingLevel: 2),
            ReportLine(text: "移住の相談", line: 6, headingLevel: 3),
            ReportLine(text: "都市で相談会を開く。\n先輩が話す。", line: 7),
            ReportLine(text: "実施主体：東市、西市", line: 8),
            ReportLine(text: "図書館の相互利用", line: 9, headingLevel: 3),
            ReportLine(text: "どの館でも借りられる。", line: 10),
            ReportLine(text: "第３章　事業一覧", line: 11, headingLevel: 2),
            ReportLine(cells: ["事業名", "内容", "実施主体"], line: 12),
            ReportLine(cells: ["林道の除雪", "冬に林道の雪を除く。", "東市"], line: 13),
            ReportLine(cells: ["祭りの記録", "太鼓を撮る。\n次の世代に伝える。", "西市"], line: 14),
            ReportLine(text: "（注）実施主体は令和６年３月現在。", line: 15),
        ]
        var cut = ReportSplitter().split(lines)
        #expect(cut.records.map(\.title) == ["移住の相談", "図書館の相互利用", "林道の除雪", "祭りの記録"])
        #expect(cut.records[0].description == "都市で相談会を開く。\n先輩が話す。")
        #expect(cut.records[3].columns == [.init(name: "実施主体", value: "西市")])
        #expect(cut.records[3].description == "太鼓を撮る。\n次の世代に伝える。")
        #expect(cut.records[3].category == ["事業一覧"])
        #expect(cut.title == "第２期広域連携ビジョン")
        #expect(
            cut.passedOver.map(\.reason) == [
                .heading, .frontMatter, .preface, .preface, .heading, .heading, .tableHeader,
                .outside,
            ])
        // A table that goes on after a page has the header of the part before.
        lines.append(ReportLine(cells: ["花の回廊", "道に花を植える。", "東市"], line: 16, page: 2))
        lines.remove(at: 14)
        cut = ReportSplitter().split(lines)
        #expect(cut.records.last?.title == "花の回廊")
    }

    @Test("forms of a Word document are a record each")
    func forms() {
        var lines = [ReportLine(text: "令和６年度　個票", line: 1, isParagraph: true)]
        for (number, title) in ["水道", "下水道", "ごみ"].enumerated() {
            lines.append(
                ReportLine(
                    text: "個票 №\(number + 1)", line: lines.count + 1, isParagraph: true))
            lines.append(ReportLine(cells: ["事業名", "\(title)の共同化"], line: lines.count + 1))
            lines.append(
                ReportLine(cells: ["事業概要", "三つの市で\(title)の仕事をまとめる。"], line: lines.count + 1))
            lines.append(ReportLine(cells: ["事業費", "14,400千円"], line: lines.count + 1))
        }
        let cut = ReportSplitter().split(lines)
        #expect(cut.records.map(\.title) == ["水道の共同化", "下水道の共同化", "ごみの共同化"])
        #expect(cut.records[1].description == "三つの市で下水道の仕事をまとめる。")
        #expect(cut.records[1].columns == [.init(name: "事業費", value: "14,400千円")])
        #expect(cut.records[1].category.isEmpty)
    }

    @Test("an overview is one text, and what nothing tells of later is a record without text")
    func overview() {
        let cut = split(
            """
            連携の経緯

            ➤ 進める事業

            (1) 交流

            - ① 祭りの交流
            - ② 職員の交流

            ➤ 定着した事業

            - ・ 管外保育の実施
            - ・ 図書館の相互利用
            - ・ 出前講座の相互受講

            事業の実績

            1 交流

            ① 祭りの交流 | 祭りへの参加 [H10 開始]

            団体が互いの祭りで踊った。

            ② 職員の交流 | 人事の交流 [H11 開始]

            職員を一人ずつ送った。
            """)
        #expect(
            cut.records.map(\.title) == [
                "連携の経緯", "管外保育の実施", "図書館の相互利用", "出前講座の相互受講", "祭りの交流", "職員の交流",
            ])
        #expect(cut.records[1].category == ["定着した事業"])
        #expect(cut.records[4].description == "祭りへの参加 [H10 開始]\n団体が互いの祭りで踊った。")
        #expect(cut.records[4].startYear == 1998)
        #expect(cut.records[4].category == ["事業の実績", "交流"])
    }
}
